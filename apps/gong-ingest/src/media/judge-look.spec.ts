import { gongCall } from '../../test/gong-call';
import { judgeLook } from './judge-look';
import { toRecording } from './to-recording';

const CALL_ID = '6318540972213406518';
const judge = (...items: unknown[]) => judgeLook(CALL_ID, { items, total: items.length }).kind;

describe('what Gong says of a call that is looked at (S13, S9)', () => {
  it('shows a public call', () => {
    expect(judge(gongCall({}))).toBe('public');
    expect(judge(gongCall({ metaData: { isPrivate: null } }))).toBe('public');
  });

  it('shows nothing of a call that is private now, or not there', () => {
    expect(judge(gongCall({ metaData: { isPrivate: true } }))).toBe('withheld');
    expect(judge(gongCall({ metaData: { isPrivate: 'yes' } }))).toBe('withheld');
    expect(judge()).toBe('withheld');
  });

  it('does not take for gone, or for public, what cannot be read or is not returned yet', () => {
    expect(judge('nonsense')).toBe('unreadable');
    expect(judge(gongCall({ metaData: { id: '42' } }))).toBe('unreadable');
    expect(judge(gongCall({ parties: 'all' }))).toBe('unreadable');
    expect(judgeLook(CALL_ID, { items: [], total: 1 }).kind).toBe('unreadable');
  });
});

describe('toRecording (S13)', () => {
  const at = new Date('2026-03-03T10:00:00Z');
  it('gives the addresses, and when they die', () => {
    const media = { videoUrl: 'https://media.example/v?X-Amz-Signature=0', audioUrl: null };
    expect(toRecording({ media }, at)).toEqual({ ...media, expiresAt: '2026-03-03T17:59:59.000Z' });
  });

  it.each([
    [{}],
    [{ media: null }],
    [{ media: {} }],
    [{ media: 'x' }],
    [{ media: { videoUrl: '', audioUrl: 7 } }],
    [{ media: { videoUrl: 'javascript:alert(1)', audioUrl: 'data:audio/wav,x' } }],
  ])('has none where Gong gives no address that a browser may be sent to: %j', (item) => {
    expect(toRecording(item, at)).toBeNull();
  });
});
