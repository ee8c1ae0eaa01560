import type { Connection } from '../../api/types';
import { whatDeletingDoes } from './what-deleting-does';

const connection = { state: 'active', authorizedAt: '2026-11-01T00:00:00Z' } as Connection;

describe('what deleting a connection does (S4)', () => {
  it('is told in numbers: activities stay, jobs stop', () => {
    const told = whatDeletingDoes(connection, { created: 4120, running: 1 });
    expect(told).toContain('4,120 activities that it brought stay on the Timeline, as they are.');
    expect(told).toContain('1 job that runs now stops. No further sync starts.');
    expect(told.join(' ')).toContain('tokens are revoked and wiped');
  });

  it('is little where nothing was authorized', () => {
    const told = whatDeletingDoes({ ...connection, authorizedAt: null }, { created: 0, running: 0 });
    expect(told).toEqual(['It was never authorized at Gong: nothing was read with it.']);
  });

  it('is told of one activity, and of none', () => {
    const told = (created: number) => whatDeletingDoes(connection, { created, running: 0 });
    expect(told(1)).toContain('1 activity that it brought stays on the Timeline, as it is.');
    expect(told(0)).toContain('It brought no activity onto the Timeline.');
    expect(told(1)).toContain('No job of it runs now. No further sync starts.');
  });
});
