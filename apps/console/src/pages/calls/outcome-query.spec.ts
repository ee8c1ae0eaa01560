import { callsNow, callsOfDay } from './calls-page';
import { outcomeQuery } from './outcome-query';

const none = { standing: '', count: [], code: [], from: '', to: '' };
const asked = (address: string) => {
  const query = new URL(address, 'http://console').searchParams;
  const list = (name: string) => query.get(name)?.split(',') ?? [];
  const text = (name: string) => query.get(name) ?? '';
  return outcomeQuery(
    { standing: text('standing'), count: list('count'), code: list('code'), from: text('from'), to: text('to') },
    'Europe/Berlin',
  );
};

describe('the calls behind a number', () => {
  it('are asked for as the number was counted', () => {
    expect(asked(callsNow('failed', 'company.not-found'))).toEqual({
      standing: true,
      count: 'failed',
      code: 'company.not-found',
    });
    expect(asked(callsOfDay('2026-03-03'))).toEqual({
      from: '2026-03-03',
      to: '2026-03-03',
      timeZone: 'Europe/Berlin',
    });
  });

  it('are all calls when an address by hand names nothing that is known', () => {
    expect(outcomeQuery({ ...none, standing: 'x', count: ['lost'], code: ['x.y'], from: 'soon' }, 'UTC')).toEqual({});
  });
});
