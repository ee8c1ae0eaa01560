import { getJob, listJobs } from '@gong-timeline/contracts';
import { toAddress } from './to-address';

describe('toAddress', () => {
  it('fills parameters in and leaves out what is not given', () => {
    expect(toAddress(getJob, { jobId: 'a b' })).toBe('/api/jobs/a%20b');
    expect(toAddress(listJobs, {}, { limit: 5, from: undefined, status: 'Running,Failed' })).toBe(
      '/api/jobs?limit=5&status=Running%2CFailed',
    );
  });

  it.each(['..', '.', ''])('refuses %j: it would be another address', (jobId) => {
    expect(() => toAddress(getJob, { jobId })).toThrow('getJob needs a value for the parameter jobId');
  });

  it('never lets a parameter add a segment or a query', () => {
    expect(toAddress(getJob, { jobId: '../x?y#z' })).toBe('/api/jobs/..%2Fx%3Fy%23z');
  });
});
