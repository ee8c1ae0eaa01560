import { GongError } from '../http/gong-error';

/** What a request to /v2/calls/extensive asked for. */
export interface Selection {
  context: 'None' | 'Basic' | 'Extended';
  now: boolean;
  timeOfCall: boolean;
  parties: boolean;
  media: boolean;
  content: Record<ContentBlock, boolean> | null;
  interaction: Record<InteractionBlock, boolean> | null;
  comments: boolean;
}

export const contentBlocks = [
  'structure',
  'topics',
  'trackers',
  'trackerOccurrences',
  'brief',
  'outline',
  'highlights',
  'callOutcome',
  'keyPoints',
] as const;
export const interactionBlocks = ['speakers', 'video', 'personInteractionStats', 'questions'] as const;
export type ContentBlock = (typeof contentBlocks)[number];
export type InteractionBlock = (typeof interactionBlocks)[number];

export const everything: Selection = {
  context: 'Extended',
  now: true,
  timeOfCall: true,
  parties: true,
  media: false,
  content: flags(contentBlocks, () => true),
  interaction: flags(interactionBlocks, () => true),
  comments: true,
};

/** Unknown names are passed over, as Gong passes over fields it does not have. */
export function parseSelection(raw: unknown): Selection {
  const selector = asRecord(raw, 'contentSelector');
  const exposed = asRecord(selector['exposedFields'], 'contentSelector.exposedFields');
  const content = asRecord(exposed['content'], 'contentSelector.exposedFields.content');
  const interaction = asRecord(exposed['interaction'], 'contentSelector.exposedFields.interaction');
  const collaboration = asRecord(exposed['collaboration'], 'contentSelector.exposedFields.collaboration');
  const context = selector['context'] ?? 'None';
  if (context !== 'None' && context !== 'Basic' && context !== 'Extended') {
    throw new GongError(400, 'contentSelector.context: must be one of None, Basic, Extended');
  }
  const timing = parseTiming(selector['contextTiming'], context);
  return {
    context,
    now: timing.includes('Now'),
    timeOfCall: timing.includes('TimeOfCall'),
    parties: exposed['parties'] === true,
    media: exposed['media'] === true,
    content: contentBlocks.some((name) => content[name] === true)
      ? flags(contentBlocks, (name) => content[name] === true)
      : null,
    interaction: interactionBlocks.some((name) => interaction[name] === true)
      ? flags(interactionBlocks, (name) => interaction[name] === true)
      : null,
    comments: collaboration['publicComments'] === true,
  };
}

function parseTiming(raw: unknown, context: string): unknown[] {
  if (raw === undefined || raw === null) return ['Now'];
  if (!Array.isArray(raw) || raw.some((timing) => timing !== 'Now' && timing !== 'TimeOfCall')) {
    throw new GongError(400, 'contentSelector.contextTiming: must hold only Now and TimeOfCall');
  }
  if (context !== 'Extended') {
    throw new GongError(400, 'contentSelector.contextTiming: can be provided only when context is Extended');
  }
  return raw;
}

function asRecord(value: unknown, field: string): Record<string, unknown> {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) throw new GongError(400, `${field}: must be an object`);
  return value as Record<string, unknown>;
}

function flags<Name extends string>(names: readonly Name[], chosen: (name: Name) => boolean): Record<Name, boolean> {
  return Object.fromEntries(names.map((name) => [name, chosen(name)])) as Record<Name, boolean>;
}
