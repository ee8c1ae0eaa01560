import { CallIds } from '../calls/call-id';
import { createFragments } from '../calls/fragments';
import { Overlay } from '../calls/overlay';
import type { Renderer } from '../calls/render-call';
import { Schedule } from '../calls/schedule';
import type { LimitSize } from '../limits/request-limits';
import { RequestLimits } from '../limits/request-limits';
import { MediaSigner } from '../media/media-signer';
import { UserList } from '../users/user-list';
import { seedFromText } from '../world/dice';
import { createWorld } from '../world/world';
import type { CompanySpec } from './company-spec';

/** One Gong company: its generated world and calls, and all that was changed by hand since the start. */
export interface Company {
  readonly key: string;
  readonly spec: CompanySpec;
  readonly apiBaseUrl: string;
  readonly renderer: Renderer;
  readonly overlay: Overlay;
  readonly users: UserList;
  readonly limits: RequestLimits;
  readonly media: MediaSigner;
  /** Tokens issued up to this moment have run out (access) or were revoked with their grant (both). */
  accessTokensDeadUntilMs: number;
  grantsDeadUntilMs: number;
}

export interface CompanySurroundings {
  seed: string;
  publicUrl: string;
  appUrl: string | null;
  anchorMs: number;
  limits: LimitSize;
}

export function createCompany(spec: CompanySpec, around: CompanySurroundings): Company {
  const { key, flavour } = spec;
  const seed = seedFromText(`${around.seed}/${key}/calls`);
  const world = createWorld(around.seed, key, spec);
  const media = new MediaSigner(around.seed, key, around.publicUrl);
  const apiBaseUrl = `${around.publicUrl}/companies/${key}`;
  const schedule = new Schedule({ ...spec, seed, anchorMicros: around.anchorMs * 1000 });
  return {
    key,
    spec,
    apiBaseUrl,
    renderer: {
      source: { seed, flavour, world, ids: new CallIds(seed), schedule },
      fragments: createFragments(world),
      appUrl: around.appUrl ?? apiBaseUrl,
      media: (callId, hasVideo) => media.block(callId, hasVideo, Date.now()),
    },
    overlay: new Overlay(),
    users: new UserList(world.staff),
    limits: new RequestLimits(around.limits),
    media,
    accessTokensDeadUntilMs: 0,
    grantsDeadUntilMs: 0,
  };
}
