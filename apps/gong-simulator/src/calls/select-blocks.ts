import type { Selection } from './content-selector';
import type { GongCall } from './gong-call';

type Fields = Record<string, unknown>;

/**
 * What a request may see of a call that is held as an object: the same cut that the generator makes while it writes.
 * Blocks that are not shaped as Gong's pass through untouched, so that malformed ones can be tried.
 */
export function selectBlocks(call: GongCall, selection: Selection): Fields {
  const shown: Fields = { metaData: call.metaData };
  if (selection.context !== 'None' && call.context !== undefined) {
    shown['context'] = isList(call.context) ? cutSystems(call.context, selection) : call.context;
  }
  if (selection.parties && call.parties !== undefined) {
    shown['parties'] = isList(call.parties) ? call.parties.map((party) => cutParty(party, selection)) : call.parties;
  }
  if (selection.content && call.content !== undefined) {
    shown['content'] = isFields(call.content) ? cutContent(call.content, selection.content) : call.content;
  }
  if (selection.interaction && call.interaction !== undefined) {
    shown['interaction'] = isFields(call.interaction)
      ? cutInteraction(call.interaction, selection.interaction)
      : call.interaction;
  }
  if (selection.comments && call.collaboration !== undefined) shown['collaboration'] = call.collaboration;
  return shown;
}

function cutSystems(systems: unknown[], selection: Selection): unknown[] {
  return systems.flatMap((system) => {
    if (!isFields(system) || !isList(system['objects'])) return [system];
    const objects = system['objects']
      .filter((object) => timely(object, selection))
      .map((object) => cutFields(object, selection));
    return objects.length === 0 && system['objects'].length > 0 ? [] : [{ ...system, objects }];
  });
}

function timely(object: unknown, selection: Selection): boolean {
  const timing = isFields(object) ? object['timing'] : undefined;
  return timing === 'TimeOfCall' ? selection.timeOfCall : timing === 'Now' ? selection.now : true;
}

function cutFields(object: unknown, selection: Selection): unknown {
  return selection.context === 'Basic' && isFields(object) && 'fields' in object ? { ...object, fields: [] } : object;
}

function cutParty(party: unknown, selection: Selection): unknown {
  if (!isFields(party) || !isList(party['context'])) return party;
  return { ...party, context: selection.context === 'None' ? [] : cutSystems(party['context'], selection) };
}

function cutContent(content: Fields, wanted: NonNullable<Selection['content']>): Fields {
  const names = Object.keys(content).filter((name) => !(name in wanted) || wanted[name as keyof typeof wanted]);
  const shown = pick(content, names);
  if (isList(shown['trackers']) && !wanted.trackerOccurrences) shown['trackers'] = shown['trackers'].map(withoutTimes);
  return shown;
}

function withoutTimes(tracker: unknown): unknown {
  if (!isFields(tracker)) return tracker;
  const phrases = isList(tracker['phrases'])
    ? tracker['phrases'].map((one) => (isFields(one) ? { ...one, occurrences: [] } : one))
    : [];
  return { ...tracker, occurrences: [], phrases };
}

/** The flag is called `personInteractionStats`, the key in the answer `interactionStats`. */
function cutInteraction(interaction: Fields, wanted: NonNullable<Selection['interaction']>): Fields {
  const flags: Record<string, boolean> = {
    speakers: wanted.speakers,
    video: wanted.video,
    interactionStats: wanted.personInteractionStats,
    questions: wanted.questions,
  };
  return pick(
    interaction,
    Object.keys(interaction).filter((name) => flags[name] ?? true),
  );
}

function pick(source: Fields, names: string[]): Fields {
  return Object.fromEntries(names.map((name) => [name, source[name]]));
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: unknown): value is unknown[] {
  return Array.isArray(value);
}
