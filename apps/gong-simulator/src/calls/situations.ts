import type { StaffRole } from '../world/staff-roles';
import { oddTitles } from './odd-titles';

export type OwnerSituation = StaffRole | 'stranger' | 'nobody';
export type CompanySituation =
  | 'usual'
  | 'short-id'
  | 'twin'
  | 'prospect'
  | 'ambiguous'
  | 'family'
  | 'contact-only'
  | 'email-only'
  | 'domain-only'
  | 'free-mail'
  | 'no-data'
  | 'parties-missing'
  | 'nothing'
  | 'phone'
  | 'phone-only'
  | 'hubspot-and-email'
  | 'hubspot-only'
  | 'dynamics'
  | 'lead'
  | 'stale-account'
  | 'unknown-affiliation'
  | 'twice-invited';

/** What is out of the ordinary about a call; a usual call has none of it. */
export interface Situation {
  owner: OwnerSituation;
  company: CompanySituation;
  privacy: 'public' | 'private' | 'null' | 'missing';
  content: 'full' | 'no-brief' | 'zero-trackers' | 'no-trackers' | 'silent';
  /** Which odd title, or null for an ordinary one. */
  oddTitle: number | null;
}

const usual: Situation = { owner: 'regular', company: 'usual', privacy: 'public', content: 'full', oddTitle: null };

/** Each row: how many calls in 200, and what is odd about them. The rest are usual. README.md shows the same mix. */
const quarterMix: [number, Partial<Situation>][] = [
  [8, { privacy: 'private' }],
  [1, { privacy: 'private', owner: 'stranger' }],
  [1, { privacy: 'private', company: 'no-data' }],
  [2, { privacy: 'null' }],
  [2, { privacy: 'missing' }],
  [2, { owner: 'stranger' }],
  [1, { owner: 'avatar' }],
  [1, { owner: 'nobody' }],
  [2, { owner: 'no-email' }],
  [2, { owner: 'inactive' }],
  [2, { owner: 'newcomer' }],
  [1, { owner: 'second-newcomer' }],
  [2, { owner: 'two-full' }],
  [1, { owner: 'two-collaborators' }],
  [1, { owner: 'address-and-alias' }],
  [1, { owner: 'external-only' }],
  [1, { owner: 'guest-only' }],
  [2, { owner: 'several-tiers' }],
  [1, { owner: 'viewer-and-collaborator' }],
  [1, { owner: 'collaborator' }],
  [1, { owner: 'some-inactive' }],
  [1, { owner: 'by-alias' }],
  [1, { owner: 'alias-only' }],
  [1, { owner: 'left-gong' }],
  [1, { owner: 'shouted-email' }],
  [5, { company: 'prospect' }],
  [3, { company: 'ambiguous' }],
  [2, { company: 'family' }],
  [2, { company: 'twin' }],
  [5, { company: 'short-id' }],
  [6, { company: 'contact-only' }],
  [6, { company: 'email-only' }],
  [3, { company: 'domain-only' }],
  [2, { company: 'free-mail' }],
  [2, { company: 'no-data' }],
  [2, { company: 'parties-missing' }],
  [1, { company: 'nothing' }],
  [3, { company: 'phone' }],
  [1, { company: 'phone-only' }],
  [2, { company: 'hubspot-and-email' }],
  [1, { company: 'hubspot-only' }],
  [1, { company: 'dynamics' }],
  [1, { company: 'lead' }],
  [1, { company: 'stale-account' }],
  [2, { company: 'unknown-affiliation' }],
  [1, { company: 'twice-invited' }],
  [4, { content: 'no-brief' }],
  [4, { content: 'zero-trackers' }],
  [3, { content: 'no-trackers' }],
  [2, { content: 'silent' }],
  ...oddTitles.map((_, oddTitle): [number, Partial<Situation>] => [1, { oddTitle }]),
];

const cleanMix: [number, Partial<Situation>][] = [[6, { privacy: 'private' }]];

const tables = { quarter: spread(quarterMix), clean: spread(cleanMix) };

/** The odd rows dealt out over a cycle of 200 calls, so that any 200 calls in a row hold each of them exactly. */
export function situationOf(flavour: 'quarter' | 'clean', number: number): Situation {
  return tables[flavour][(number * 73) % 200] as Situation;
}

function spread(mix: [number, Partial<Situation>][]): Situation[] {
  const odd = mix.flatMap(([count, what]) => Array.from({ length: count }, () => ({ ...usual, ...what })));
  if (odd.length > 200) throw new Error(`the mix holds ${odd.length} odd calls in 200`);
  return [...odd, ...Array.from({ length: 200 - odd.length }, () => usual)];
}
