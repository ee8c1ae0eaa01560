import { chosenDate, jobQuery } from './job-query';

const none = { jobDate: '', from: '', to: '', status: [], connection: '' };

describe('the filters of the execution log (S29)', () => {
  it('ask for days of the zone that was chosen', () => {
    const filters = { ...none, from: '2026-11-20', to: '2026-11-20' };
    expect(jobQuery(filters, 'Europe/Berlin')).toEqual({
      from: '2026-11-20',
      to: '2026-11-20',
      timeZone: 'Europe/Berlin',
    });
  });

  it('ask for several statuses and one connection', () => {
    const filters = { ...none, jobDate: 'last-7-days', status: ['Failed', 'Partial Success'], connection: 'c1' };
    expect(jobQuery(filters, 'UTC')).toEqual({
      jobDate: 'last-7-days',
      status: 'Failed,Partial Success',
      connectionId: 'c1',
      timeZone: 'UTC',
    });
  });

  it('never ask for a preset and a range at once, nor for what is no day', () => {
    expect(jobQuery({ ...none, jobDate: 'today', from: '2026-11-20' }, 'UTC')).toEqual({
      from: '2026-11-20',
      timeZone: 'UTC',
    });
    expect(jobQuery({ ...none, jobDate: 'someday', to: 'x' }, 'UTC')).toEqual({ timeZone: 'UTC' });
  });

  it('show a range that has no days yet as one', () => {
    expect(chosenDate({ ...none, jobDate: 'range' })).toBe('range');
    expect(chosenDate({ ...none, jobDate: 'today' })).toBe('today');
    expect(chosenDate(none)).toBe('');
  });
});
