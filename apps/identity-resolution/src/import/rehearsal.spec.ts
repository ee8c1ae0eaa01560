import { crmLookupKey } from '../company/crm-id-key';
import { Rehearsal } from './rehearsal';

interface State {
  readonly ids: readonly string[];
}
const rehearsal = (most?: number) => new Rehearsal<State>(({ ids }) => ids, crmLookupKey, most);
const change = (externalId: string, ...ids: string[]) => ({
  externalId,
  gsid: `gsid-${externalId}`,
  line: 1,
  before: null,
  after: { ids },
});

describe('what a dry run would have written (X4)', () => {
  it('stands over the directory for the rows below', () => {
    const dry = rehearsal();
    dry.remember([change('a', 'A')], new Map([['Seats', 'number']]));
    const known = new Map([
      ['a', { gsid: 'old', state: { ids: [] } }],
      ['b', { gsid: 'b', state: { ids: ['B'] } }],
    ]);
    expect([...dry.over(known, ['a', 'b', 'c'])]).toEqual([
      ['a', { gsid: 'gsid-a', state: { ids: ['A'] } }],
      ['b', { gsid: 'b', state: { ids: ['B'] } }],
    ]);
    expect([...dry.learned]).toEqual([['Seats', 'number']]);
  });

  it('says whose a CRM id is, in any spelling, and gives up what an entry gave up', () => {
    const dry = rehearsal();
    dry.remember([change('a', '0015e00002Xy1ZqAAJ')], new Map());
    const known = [
      { crmId: 'A', externalId: 'a' },
      { crmId: 'B', externalId: 'b' },
    ];
    expect(dry.ownersOver(known, ['0015e00002Xy1Zq', 'A', 'B'])).toEqual([
      { crmId: 'B', externalId: 'b' },
      { crmId: '0015e00002Xy1ZqAAJ', externalId: 'a' },
    ]);
    dry.remember([change('a')], new Map());
    expect(dry.ownersOver(known, ['0015e00002Xy1Zq'])).toEqual([{ crmId: 'B', externalId: 'b' }]);
  });

  it('is bounded: the oldest is forgotten, with its CRM ids', () => {
    const dry = rehearsal(2);
    dry.remember([change('a', 'A'), change('b', 'B')], new Map());
    dry.remember([change('a', 'A')], new Map());
    dry.remember([change('c', 'C')], new Map());
    expect(['a', 'b', 'c'].map((id) => dry.has(id))).toEqual([true, false, true]);
    expect(dry.ownersOver([], ['A', 'B', 'C']).map(({ crmId }) => crmId)).toEqual(['A', 'C']);
  });
});
