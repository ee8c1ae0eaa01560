import { gongCall, users } from '../../test/gong-call';
import { toCallCaptured } from './to-call-captured';

type Json = Record<string, unknown>;
const usual = gongCall() as { parties: Json[]; content: Json & { trackers: Json[] }; context: Json[] };

const hashOf = (item: unknown, known = users): string => {
  const call = toCallCaptured(item, known);
  if (call.kind !== 'public') throw new Error(JSON.stringify(call));
  return call.captured.snapshotHash;
};
const same = hashOf(gongCall());

describe('the snapshot hash (S10)', () => {
  it.each([
    ['parties in another order', gongCall({ parties: [...usual.parties].reverse() })],
    [
      'trackers in another order',
      gongCall({ content: { ...usual.content, trackers: [...usual.content.trackers].reverse() } }),
    ],
    ['new media links', gongCall({ media: { audioUrl: 'https://media.example/b.mp3?X-Amz-Signature=1' } })],
    ['other statistics', gongCall({ interaction: { interactionStats: [{ name: 'Talk Ratio', value: 0.9 }] } })],
    [
      'fields that nobody shows',
      gongCall({ metaData: { language: 'fra', purpose: 'x', meetingUrl: 'https://zoom.us/j/1' } }),
    ],
    ['a field that Gong added', gongCall({ mood: 'good' })],
    ['who spoke', gongCall({ parties: usual.parties.map((party) => ({ ...party, speakerId: '1', title: 'CEO' })) })],
    [
      'a tracker that nobody said',
      gongCall({ content: { ...usual.content, trackers: [...usual.content.trackers, { name: 'New', count: 0 }] } }),
    ],
    [
      'the CRM at the time of the call',
      gongCall({
        context: [
          ...usual.context,
          { system: 'Salesforce', objects: [{ objectType: 'Account', objectId: 'x', timing: 'TimeOfCall' }] },
        ],
      }),
    ],
  ])('stays the same with %s', (_, call) => {
    expect(hashOf(call)).toBe(same);
  });

  it('stays the same when only the directory of Gong users changed', () => {
    expect(hashOf(gongCall(), new Map())).toBe(same);
  });

  it.each([
    ['title', gongCall({ metaData: { title: 'Northwind - Quarterly review.' } })],
    ['start', gongCall({ metaData: { started: '2026-03-03T10:02:15-08:00' } })],
    ['duration', gongCall({ metaData: { duration: 2712 } })],
    ['owner', gongCall({ metaData: { primaryUserId: '5' } })],
    ['link', gongCall({ metaData: { url: 'https://us-40112.app.gong.io/call?id=1' } })],
    ['account', gongCall({ context: [] })],
    ['party', gongCall({ parties: usual.parties.slice(1) })],
    [
      'address of a party',
      gongCall({ parties: usual.parties.map((party) => ({ ...party, emailAddress: 'x@y.example' })) }),
    ],
    [
      'affiliation of a party',
      gongCall({ parties: usual.parties.map((party) => ({ ...party, affiliation: 'Unknown' })) }),
    ],
    ['brief', gongCall({ content: { ...usual.content, brief: 'New.' } })],
    ['key point', gongCall({ content: { ...usual.content, keyPoints: [] } })],
    ['next step', gongCall({ content: { ...usual.content, highlights: [] } })],
    [
      'tracker',
      gongCall({ content: { ...usual.content, trackers: [{ name: 'Competitors', count: 3, type: 'KEYWORD' }] } }),
    ],
  ])('changes with the %s', (_, call) => {
    expect(hashOf(call)).not.toBe(same);
  });

  it('does not take one text for two: what is joined keeps its borders', () => {
    const points = (...texts: string[]) =>
      hashOf(gongCall({ content: { keyPoints: texts.map((text) => ({ text })) } }));
    expect(points('a', 'b')).not.toBe(points('a,b'));
    expect(points('a","b')).not.toBe(points('a', 'b'));
  });
});
