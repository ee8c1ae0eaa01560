import { callCaptured } from '@gong-timeline/contracts';
import { Value } from '@sinclair/typebox/value';
import * as fc from 'fast-check';
import { ana, gongCall, users } from '../../test/gong-call';
import { type CapturedCall, type ReadCall, toCallCaptured } from './to-call-captured';

const read = (item: unknown): ReadCall => toCallCaptured(item, users);
const captured = (item: unknown): CapturedCall => {
  const call = read(item);
  if (call.kind !== 'public') throw new Error(`expected a public call, got ${JSON.stringify(call)}`);
  return call.captured;
};
const problem = (item: unknown): string => {
  const call = read(item);
  return call.kind === 'malformed' ? `${call.callId}: ${call.problem}` : call.kind;
};

/** A whole fact, as the job completes it. */
const asFact = (call: CapturedCall) => ({
  ...callCaptured.example,
  ...call,
});

describe('a call of Gong becomes what a fact says of it', () => {
  it('keeps what S12 shows, the owner, and CRM ids of timing Now or none', () => {
    expect(captured(gongCall())).toEqual({
      snapshotHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      content: {
        url: 'https://us-40112.app.gong.io/call?id=6318540972213406518',
        title: 'Northwind - Quarterly review',
        startedAt: '2026-03-03T10:02:14.507133-08:00',
        durationSeconds: 2711,
        trackers: [
          {
            name: 'Competitors',
            type: 'KEYWORD',
            count: 2,
            phrases: [{ phrase: 'acme', count: 2 }],
            occurrences: [611.4, 902],
          },
        ],
        notes: {
          brief: 'Review of adoption and the renewal plan.',
          keyPoints: ['Usage is up in two regions.'],
          nextSteps: ['Ana sends the quote.'],
        },
      },
      owner: { gongUserId: ana.gongUserId, user: ana },
      accounts: [{ system: 'Salesforce', id: '0015e00002Xy1ZqAAJ' }],
      parties: [
        {
          name: 'Ana Host',
          emailAddress: 'ana.host@vendor.example',
          affiliation: 'Internal',
          gongUserId: ana.gongUserId,
          gongUser: ana,
          contactIds: [],
        },
        {
          name: 'Li Wei',
          emailAddress: 'li.wei@northwind.example',
          affiliation: 'External',
          gongUserId: null,
          gongUser: null,
          contactIds: [{ system: 'Salesforce', id: '0035e00001Ab9TtAAJ' }],
        },
      ],
    });
    expect(Value.Check(callCaptured.schema, asFact(captured(gongCall())))).toBe(true);
  });

  it('takes a call of which Gong gives little more than id and start', () => {
    const bare = { metaData: { id: '7', started: '2026-03-03T10:02:14Z' } };
    const call = captured(bare);
    expect(call.content).toMatchObject({ title: null, durationSeconds: 0, url: 'https://app.gong.io/call?id=7' });
    expect(call).toMatchObject({ owner: { gongUserId: null, user: null }, accounts: [], parties: [] });
    expect(Value.Check(callCaptured.schema, asFact(call))).toBe(true);
  });

  it('takes explicit nulls wherever a field may be missing', () => {
    const call = gongCall({
      metaData: { title: null, url: null, duration: null, primaryUserId: null, isPrivate: null },
      context: null,
      parties: [{ name: null, emailAddress: null, userId: null, context: null, affiliation: null }],
      content: { brief: null, keyPoints: null, trackers: null, highlights: [{ title: 'Next steps', items: null }] },
    });
    expect(captured(call).parties).toEqual([
      { name: null, emailAddress: null, affiliation: 'Unknown', gongUserId: null, gongUser: null, contactIds: [] },
    ]);
    expect(captured(gongCall({ content: null })).content.notes).toEqual({ brief: null, keyPoints: [], nextSteps: [] });
  });

  it('names the owner by his id when the user list does not know him', () => {
    expect(captured(gongCall({ metaData: { primaryUserId: '99' } })).owner).toEqual({ gongUserId: '99', user: null });
  });

  it('removes what JSON text and PostgreSQL cannot hold, and leaves other odd characters to the Timeline', () => {
    const { content } = captured(gongCall({ metaData: { title: ' \ud83d half \u0000 \u202e 😀 \udc00' } }));
    expect(content.title).toBe('  half  \u202e 😀 ');
    expect(Buffer.from(content.title ?? '').toString()).toBe(content.title);
    expect(captured(gongCall({ metaData: { title: ' \u0000 ' } })).content.title).toBeNull();
  });

  it.each([
    ['javascript:alert(1)', 'https://app.gong.io/call?id=6318540972213406518'],
    ['http://127.0.0.1:4100/call?id=7', 'http://127.0.0.1:4100/call?id=7'],
  ])('links to a web page only: %s', (url, link) => {
    expect(captured(gongCall({ metaData: { url } })).content.url).toBe(link);
  });
});

describe('a private call (S9)', () => {
  it.each([[true], ['true'], [1], ['no idea']])('is known by its id alone (isPrivate %j)', (isPrivate) => {
    const call = read(gongCall({ metaData: { isPrivate, title: 'Secret' } }));
    expect(call).toEqual({ kind: 'private', callId: '6318540972213406518' });
  });

  it('is private even when the rest of it is malformed', () => {
    expect(read({ metaData: { id: '7', isPrivate: true, started: 7 }, parties: 'none' })).toEqual({
      kind: 'private',
      callId: '7',
    });
  });

  it.each([[false], [null], [undefined]])('is not what Gong does not call so (isPrivate %j)', (isPrivate) => {
    expect(read(gongCall({ metaData: { isPrivate } })).kind).toBe('public');
  });
});

describe('a call that is not as Gong documents it names the field and what was expected, never the value', () => {
  it.each([
    [undefined, 'null: metaData: expected an object'],
    [null, 'null: metaData: expected an object'],
    [{ metaData: [] }, 'null: metaData.id: is missing'],
    [gongCall({ metaData: { id: undefined } }), 'null: metaData.id: is missing'],
    [gongCall({ metaData: { id: '63-18' } }), 'null: metaData.id: expected an id of 1 to 20 digits'],
    [gongCall({ metaData: { id: '123456789012345678901' } }), 'null: metaData.id: expected an id of 1 to 20 digits'],
    [
      gongCall({ metaData: { id: 6318540972213407000 } }),
      'null: metaData.id: expected an id as text, got a number that JSON cannot hold exactly',
    ],
    [gongCall({ metaData: { started: undefined } }), '6318540972213406518: metaData.started: is missing'],
    [
      gongCall({ metaData: { started: 'yesterday at ten' } }),
      '6318540972213406518: metaData.started: expected a time in ISO 8601 with an offset',
    ],
    [
      gongCall({ metaData: { started: '2026-02-30T25:00:00Z' } }),
      '6318540972213406518: metaData.started: expected a time in ISO 8601 with an offset',
    ],
    [
      gongCall({ metaData: { title: { secret: 1 } } }),
      '6318540972213406518: metaData.title: not of the type that Gong documents',
    ],
    [gongCall({ parties: {} }), '6318540972213406518: parties: not of the type that Gong documents'],
    [
      gongCall({ parties: [{ userId: 4471820936651027734 }] }),
      '6318540972213406518: parties[0].userId: expected an id as text, got a number that JSON cannot hold exactly',
    ],
    [
      gongCall({ content: { brief: 'x'.repeat(400_000) } }),
      expect.stringMatching(/^6318540972213406518: call: too large: \d+ characters, at most 300000 are taken$/),
    ],
  ])('%#', (item, said) => {
    expect(problem(item)).toEqual(said);
  });

  it('takes a number for an id only while it is exact', () => {
    expect(read(gongCall({ metaData: { id: 894411314421 } }))).toMatchObject({
      kind: 'public',
      callId: '894411314421',
    });
    expect(problem(gongCall({ metaData: { id: -1 } }))).toMatch(/cannot hold exactly/);
    expect(problem(gongCall({ metaData: { id: 1.5 } }))).toMatch(/cannot hold exactly/);
  });
});

describe('whatever Gong sends (S11)', () => {
  const junk = fc.anything({ maxDepth: 4, withBigInt: false });

  it('is public, private or malformed, and never an exception', () => {
    fc.assert(
      fc.property(junk, (item) => {
        expect(['public', 'private', 'malformed']).toContain(read(item).kind);
      }),
    );
  });

  it('fits the contract when it is public', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constant('\ud800'), fc.constant(null));
    const odd = fc.record({
      metaData: fc.record({ title: text, url: text, duration: fc.oneof(fc.double(), fc.constant(null)) }),
      parties: fc.oneof(
        fc.array(fc.record({ name: text, emailAddress: text, affiliation: text }), { maxLength: 3 }),
        fc.constant(null),
      ),
      content: fc.record({
        brief: text,
        trackers: fc.array(fc.record({ name: text, count: fc.integer(), type: text }), { maxLength: 3 }),
      }),
    });
    fc.assert(
      fc.property(odd, (blocks) => {
        const call = read(gongCall(blocks));
        if (call.kind !== 'public') return;
        const fact = asFact(call.captured);
        expect(Value.Check(callCaptured.schema, fact)).toBe(true);
        expect(JSON.stringify(fact)).not.toMatch(/\\u0000|\\ud[89a-f]/);
      }),
    );
  });
});
