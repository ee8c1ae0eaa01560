import type { Selection } from './content-selector';
import type { Fragments } from './fragments';
import type { CallSource } from './plan-call';
import { planCall } from './plan-call';
import { renderContent } from './render-content';
import { renderContext } from './render-context';
import { renderCollaboration, renderInteraction } from './render-interaction';
import { renderMeta } from './render-meta';
import { renderParties } from './render-parties';

export interface Renderer {
  source: CallSource;
  fragments: Fragments;
  appUrl: string;
  /** The `media` block with freshly signed addresses. */
  media(callId: string, hasVideo: boolean): string;
}

/** The JSON text of generated call `number`: nothing is parsed, nothing is kept. This is the simulator's hot path. */
export function renderCall(renderer: Renderer, number: number, selection: Selection): string {
  const { source, fragments } = renderer;
  const plan = planCall(source, number);
  let text = `{"metaData":${renderMeta(plan, fragments, source.seed, renderer.appUrl)}`;
  if (selection.context !== 'None') text += `,"context":${renderContext(plan, fragments, source.seed, selection)}`;
  if (selection.parties) {
    const parties = renderParties(plan, fragments, selection);
    if (parties !== null) text += `,"parties":${parties}`;
  }
  if (selection.content) {
    text += `,"content":${renderContent(plan, fragments, source.world.trackers, source.seed, selection.content)}`;
  }
  if (selection.interaction) text += `,"interaction":${renderInteraction(plan, source.seed, selection.interaction)}`;
  if (selection.comments) text += `,"collaboration":${renderCollaboration(plan)}`;
  if (selection.media) text += `,"media":${renderer.media(plan.id, !plan.telephone)}`;
  return `${text}}`;
}

/** The `metaData` block alone, as GET /v2/calls shows it. */
export function renderCallMeta(renderer: Renderer, number: number): string {
  const { source } = renderer;
  return renderMeta(planCall(source, number), renderer.fragments, source.seed, renderer.appUrl);
}
