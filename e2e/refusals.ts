import { randomUUID } from 'node:crypto';
import type { BothWays, Refusal } from './both-ways';

type Ask = (both: BothWays) => Promise<Refusal>;

const invalid = (status: string | number, ...fields: string[]): Refusal => [status, 'request.invalid', ...fields];
const LONG = 'x'.repeat(1_100_000);

/** What is wrong, how HTTP is asked so and what it says, how gRPC is asked so and what it says. */
export const REFUSALS: [string, Ask, Refusal, Ask, Refusal][] = [
  [
    'an unknown field',
    ({ post }) => post('{"name":"A","colour":"red"}'),
    invalid(400, 'body.colour'),
    ({ bytes }) => bytes(0xc0, 0x3e, 0x01),
    ['INVALID_ARGUMENT', 'request.invalid', '#1000', 'activity_id'],
  ],
  [
    'a page token of another list',
    async ({ http, nextCursor }) => http(`/api/jobs?cursor=${await nextCursor()}`),
    invalid(400, 'query.cursor'),
    async ({ outcomes, nextPage }) => outcomes(await nextPage()),
    invalid('INVALID_ARGUMENT', 'page_token'),
  ],
  [
    'a page token with other filters',
    async ({ http, nextCursor }) => http(`/api/activities?search=a&cursor=${await nextCursor()}`),
    invalid(400, 'query.cursor'),
    async ({ list, nextPage }) => list({ search: 'a', pageToken: await nextPage() }),
    invalid('INVALID_ARGUMENT', 'page_token'),
  ],
  [
    'a page token that is forged',
    ({ http }) => http('/api/activities?cursor=eyJ4'),
    invalid(400, 'query.cursor'),
    ({ list }) => list({ pageToken: 'eyJ4' }),
    invalid('INVALID_ARGUMENT', 'page_token'),
  ],
  [
    'a filter that there is not',
    ({ http }) => http('/api/activities?from=2026-02-30'),
    invalid(400, 'query.from'),
    ({ list }) => list({ startedFrom: '2026-02-30' }),
    invalid('INVALID_ARGUMENT', 'started_from'),
  ],
  [
    'a message too large',
    ({ post }) => post(`{"name":"${LONG}"}`),
    [413, 'request.too-large'],
    ({ list }) => list({ search: LONG }),
    ['RESOURCE_EXHAUSTED', 'request.too-large'],
  ],
  [
    'an id of letters',
    ({ http }) => http('/api/activities/abc'),
    invalid(400, 'params.activityId'),
    ({ get }) => get('abc'),
    invalid('INVALID_ARGUMENT', 'activity_id'),
  ],
  [
    'an id of 21 digits',
    ({ http }) => http(`/api/calls/${'1'.repeat(21)}/outcomes`),
    invalid(400, 'params.callId'),
    ({ get }) => get('1'.repeat(21)),
    invalid('INVALID_ARGUMENT', 'activity_id'),
  ],
  [
    'a number in place of a string',
    ({ post }) => post('{"name":7}'),
    invalid(400, 'body.name'),
    ({ bytes }) => bytes(0x08, 0x07),
    invalid('INVALID_ARGUMENT', '#1', 'activity_id'),
  ],
  [
    'a body that is no message',
    ({ post }) => post('{"name": '),
    invalid(400, 'body'),
    ({ bytes }) => bytes(0x0a, 0xff),
    invalid('INVALID_ARGUMENT'),
  ],
  [
    'what is not there',
    ({ http }) => http(`/api/jobs/${randomUUID()}`),
    [404, 'not-found'],
    ({ job }) => job(randomUUID()),
    ['NOT_FOUND', 'not-found'],
  ],
];
