import { everything } from '../calls/content-selector';
import type { GongCall } from '../calls/gong-call';
import { callBlocks } from '../calls/gong-call';
import { formatGongTime } from '../calls/gong-time';
import { renderCall } from '../calls/render-call';
import { situationOf } from '../calls/situations';
import type { Company } from '../companies/company';
import { Dice, seedFromText } from '../world/dice';
import { gongId } from '../world/digits';
import { ControlError } from './control-error';
import type { Fields } from './fields';

/**
 * A new call from what was given. `bare` adds only metadata: blocks that were not given are missing. `usual` starts
 * from a call that resolves (an account, contacts, an owner with a full licence) and replaces the blocks given.
 */
export function draftCall(company: Company, body: Fields, nowMs: number): GongCall {
  const template = body.oneOf('template', ['bare', 'usual'] as const, 'bare');
  const given = body.object('metaData') ?? {};
  const id = typeof given['id'] === 'string' ? given['id'] : freshId(company, nowMs);
  if (!/^\d{1,20}$/.test(id)) throw new ControlError('metaData.id: must be a text of up to 20 digits');
  const started = given['started'] ?? formatGongTime((nowMs - 3_600_000) * 1000, 60);
  const own = { id, url: `${company.renderer.appUrl}/call?id=${id}`, started, scheduled: started };
  const call: GongCall = template === 'usual' ? usualCall(company) : { metaData: { ...plainMeta, ...owner(company) } };
  call.metaData = { ...call.metaData, ...own, ...given };
  for (const name of body.texts('omit')) delete call.metaData[name];
  for (const block of callBlocks) {
    if (block !== 'metaData' && block in body.raw) call[block] = body.raw[block];
  }
  return call;
}

const plainMeta = {
  id: '',
  url: '',
  title: 'A call',
  scheduled: '',
  started: '',
  duration: 1800,
  primaryUserId: null as string | null,
  direction: 'Conference',
  system: 'Zoom',
  scope: 'External',
  media: 'Video',
  language: 'eng',
  workspaceId: null as string | null,
  sdrDisposition: null,
  clientUniqueId: null,
  customData: null,
  purpose: null,
  meetingUrl: null,
  isPrivate: false,
  calendarEventId: null,
};

function owner(company: Company) {
  const { regulars, workspaces } = company.renderer.source.world;
  return { primaryUserId: regulars[0]?.id ?? null, workspaceId: workspaces[0]?.id ?? null };
}

function usualCall(company: Company): GongCall {
  const { flavour } = company.renderer.source;
  let number = 0;
  const odd = () => {
    const { owner, company: about, privacy, content, oddTitle } = situationOf(flavour, number);
    return owner !== 'regular' || about !== 'usual' || privacy !== 'public' || content !== 'full' || oddTitle !== null;
  };
  while (odd()) number += 1;
  return JSON.parse(renderCall(company.renderer, number, everything)) as GongCall;
}

/** Ids of added calls follow from the seed and how many there are, so a test sees the same ones each time. */
function freshId(company: Company, nowMs: number): string {
  const { ids, schedule } = company.renderer.source;
  const taken = (id: string) =>
    company.overlay.get(id) !== undefined || ids.numberOf(id, schedule.last(nowMs * 1000)) !== null;
  for (let count = company.overlay.inOrder().length; ; count += 1) {
    const id = gongId(new Dice(seedFromText(`${company.renderer.source.seed}/added/${count}`)));
    if (!taken(id)) return id;
  }
}
