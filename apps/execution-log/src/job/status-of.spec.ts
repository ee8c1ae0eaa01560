import { statusOf } from './status-of';

const ten = {
  'synced.created': 4,
  'synced.updated': 1,
  'synced.unchanged': 2,
  'skipped.private': 2,
  'skipped.gone': 1,
};

describe('the status of a job (S29)', () => {
  it.each([
    ['Running while it reads', { ending: null, callsRead: null, byCode: ten }, 'Running'],
    ['Running until the last outcome is in', { ending: 'read-to-end', callsRead: 11, byCode: ten }, 'Running'],
    ['Success when nothing failed or waits', { ending: 'read-to-end', callsRead: 10, byCode: ten }, 'Success'],
    ['Success when there was nothing to read', { ending: 'read-to-end', callsRead: 0, byCode: {} }, 'Success'],
    [
      'Partial Success when something failed',
      { ending: 'read-to-end', callsRead: 11, byCode: { ...ten, 'company.no-data': 1 } },
      'Partial Success',
    ],
    [
      'Partial Success when something waits',
      { ending: 'read-to-end', callsRead: 11, byCode: { ...ten, 'author.conflict': 1 } },
      'Partial Success',
    ],
    ['Failed when it was not read to its end', { ending: 'failed', callsRead: 10, byCode: ten }, 'Failed'],
    ['Stopped when it was stopped', { ending: 'stopped', callsRead: 10, byCode: ten }, 'Stopped'],
    [
      'Running while a stopped job waits for what it read',
      { ending: 'stopped', callsRead: 12, byCode: ten },
      'Running',
    ],
    [
      'closed even if more outcomes came than were read',
      { ending: 'read-to-end', callsRead: 9, byCode: ten },
      'Success',
    ],
  ] as const)('is %s', (_when, progress, status) => {
    expect(statusOf(progress)).toBe(status);
  });
});
