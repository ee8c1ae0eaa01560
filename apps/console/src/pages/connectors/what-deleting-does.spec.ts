import type { Connection, Job } from '../../api/types';
import { broughtBy } from './brought-by';
import { whatDeletingDoes } from './what-deleting-does';

const connection = { state: 'active', authorizedAt: '2026-11-01T00:00:00Z' } as Connection;
const job = (created: number, status: Job['status']) => ({ counts: { created }, status }) as Job;

describe('what deleting a connection does (S4)', () => {
  it('is told in numbers: activities stay, jobs stop', () => {
    const brought = { ...broughtBy([job(4100, 'Success'), job(20, 'Running')]), atLeast: false };
    const told = whatDeletingDoes(connection, brought);
    expect(told).toContain('4,120 activities that it brought stay on the Timeline, as they are.');
    expect(told).toContain('1 job that runs now stops. No further sync starts.');
    expect(told.join(' ')).toContain('tokens are revoked and wiped');
  });

  it('is little where nothing was authorized', () => {
    const told = whatDeletingDoes({ ...connection, authorizedAt: null }, { activities: 0, running: 0, atLeast: false });
    expect(told).toEqual(['It was never authorized at Gong: nothing was read with it.']);
  });

  it('does not name a number as the whole when it was not counted to the end', () => {
    const told = whatDeletingDoes(connection, { activities: 1, running: 0, atLeast: true });
    expect(told).toContain('More than 1 activity that it brought stays on the Timeline, as it is.');
    expect(told).toContain('No job of it runs now. No further sync starts.');
  });
});
