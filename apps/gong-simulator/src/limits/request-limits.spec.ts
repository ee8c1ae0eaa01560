import type { GongError } from '../http/gong-error';
import { RequestLimits } from './request-limits';

const start = Date.parse('2026-03-31T18:00:00Z');
const refusal = (limits: RequestLimits, nowMs: number): GongError | null => {
  try {
    limits.admit(nowMs);
    return null;
  } catch (error) {
    return error as GongError;
  }
};

describe('the limits of a company', () => {
  it('let three requests into any one second, wherever it begins', () => {
    const limits = new RequestLimits({ requestsPerSecond: 3, requestsPerDay: 0 });
    for (const at of [0, 400, 900]) expect(refusal(limits, start + at)).toBeNull();
    expect(refusal(limits, start + 999)?.status).toBe(429);
    expect(refusal(limits, start + 1000)).toBeNull();
    expect(refusal(limits, start + 1399)?.status).toBe(429);
    expect(refusal(limits, start + 1400)).toBeNull();
  });

  it('say in whole seconds how long to wait', () => {
    const limits = new RequestLimits({ requestsPerSecond: 1, requestsPerDay: 0 });
    limits.admit(start);
    expect(refusal(limits, start + 10)?.headers).toEqual({ 'retry-after': '1' });
  });

  it('count a refused request for nothing', () => {
    const limits = new RequestLimits({ requestsPerSecond: 1, requestsPerDay: 2 });
    limits.admit(start);
    for (let at = 1; at < 900; at += 1) refusal(limits, start + at);
    expect(refusal(limits, start + 1000)).toBeNull();
  });

  it('refuse for the rest of the day once the quota is used up', () => {
    const limits = new RequestLimits({ requestsPerSecond: 0, requestsPerDay: 2 });
    limits.admit(start);
    limits.admit(start + 3_600_000);
    expect(refusal(limits, start + 7_200_000)?.headers).toEqual({ 'retry-after': String(22 * 3600) });
    expect(refusal(limits, start + 86_400_000)).toBeNull();
  });

  it('are off at 0, and start anew when they are changed', () => {
    const limits = new RequestLimits({ requestsPerSecond: 0, requestsPerDay: 0 });
    for (let count = 0; count < 100; count += 1) expect(refusal(limits, start)).toBeNull();
    expect(limits.change({ requestsPerSecond: 1 })).toEqual({ requestsPerSecond: 1, requestsPerDay: 0 });
    expect(refusal(limits, start)).toBeNull();
    expect(refusal(limits, start)?.status).toBe(429);
  });
});
