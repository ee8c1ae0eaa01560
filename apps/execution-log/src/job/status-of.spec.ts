import { countOf, OUTCOME_CODES, READ_ENDINGS } from '@gong-timeline/domain';
import { type JobProgress, statusOf } from './status-of';

const read = (calls: number, byCode: JobProgress['byCode'], changes: Partial<JobProgress> = {}): JobProgress => ({
  ending: 'read-to-end',
  callsRead: calls,
  byCode,
  writtenOff: false,
  ...changes,
});
const good = { 'synced.created': 4, 'synced.unchanged': 2, 'skipped.private': 2, 'skipped.gone': 1 };

describe('the status of a job (S29)', () => {
  it('is Running until reading has ended, however many outcomes are in', () => {
    expect(statusOf(read(9, good, { ending: null, callsRead: null }))).toBe('Running');
  });

  it.each(READ_ENDINGS)('is Running until the last outcome is in, when reading ended as %s (S32)', (ending) => {
    expect(statusOf(read(10, good, { ending }))).toBe('Running');
  });

  it('is Success when it was read to its end and there was nothing', () => {
    expect(statusOf(read(0, {}))).toBe('Success');
  });

  /** The sentence of the rule, said over counts: nothing failed or waits. */
  it.each(OUTCOME_CODES)(
    'of a job that was read to its end with %s among its outcomes is what the rule says',
    (code) => {
      const troubled = countOf(code) === 'failed' || countOf(code) === 'waiting';
      expect(statusOf(read(1, { [code]: 1 }))).toBe(troubled ? 'Partial Success' : 'Success');
      for (const other of OUTCOME_CODES) {
        const either = troubled || ['failed', 'waiting'].includes(countOf(other));
        const byCode = code === other ? { [code]: 2 } : { [code]: 1, [other]: 1 };
        expect([other, statusOf(read(2, byCode))]).toEqual([other, either ? 'Partial Success' : 'Success']);
      }
    },
  );

  it.each(OUTCOME_CODES)(
    'is Failed when it was not read to its end, and Stopped when it was stopped, even with %s',
    (code) => {
      expect(statusOf(read(1, { [code]: 1 }, { ending: 'failed' }))).toBe('Failed');
      expect(statusOf(read(1, { [code]: 1 }, { ending: 'stopped' }))).toBe('Stopped');
    },
  );

  it('is decided also when more outcomes came than were read', () => {
    expect(statusOf(read(8, good))).toBe('Success');
  });
});

describe('the status of a job that was closed without what never came (S32)', () => {
  const writtenOff = true;
  it('is never Success: what was lost counts as failed', () => {
    expect(statusOf(read(10, good, { writtenOff }))).toBe('Partial Success');
    expect(statusOf(read(10, good, { writtenOff, ending: 'failed' }))).toBe('Failed');
    expect(statusOf(read(10, good, { writtenOff, ending: 'stopped' }))).toBe('Stopped');
  });

  it('is Success all the same once everything came late', () => {
    expect(statusOf(read(9, good, { writtenOff }))).toBe('Success');
  });

  it('is Failed when the end of its reading was never told', () => {
    expect(statusOf(read(9, good, { writtenOff, ending: null, callsRead: null }))).toBe('Failed');
  });
});
