import { CallFailed } from '@gong-timeline/client';
import { PROBLEMS, type ProblemCode } from '@gong-timeline/contracts';
import { status } from '@grpc/grpc-js';
import { ProblemError } from '../http/problem-error';
import { toStatus } from './to-status';

const ID = '018f2c1a-7b3d-7c11-9e55-1a2b3c4d5e80';
const asCallerReads = (problem: ProblemError): CallFailed => new CallFailed(toStatus(problem, ID));

describe('a problem told over gRPC (X2)', () => {
  it.each(Object.keys(PROBLEMS) as ProblemCode[])('keeps its code, %s, and has the status of the table', (code) => {
    const failed = asCallerReads(new ProblemError(code, 'What happened'));
    expect([failed.code, failed.status]).toEqual([code, PROBLEMS[code].grpc]);
    expect(status[failed.status as keyof typeof status]).toBeGreaterThan(0);
    expect(failed.correlationId).toBe(ID);
  });

  it('names each field that is wrong', () => {
    const errors = [{ field: 'page_token', message: 'expected one of this list' }];
    expect(asCallerReads(new ProblemError('request.invalid', 'Not valid', errors)).fields).toEqual([
      { field: 'page_token', description: 'expected one of this list' },
    ]);
    expect(asCallerReads(new ProblemError('not-found', 'None')).fields).toEqual([]);
  });

  it('says when to try again where that is of use, and only there', () => {
    const limited = new ProblemError('rate.limited', 'Too many', undefined, { 'retry-after': '7' });
    expect(asCallerReads(limited).retryAfterMs).toBe(7_000);
    expect(asCallerReads(new ProblemError('upstream.unavailable', 'Down')).retryAfterMs).toBe(1_000);
    expect(asCallerReads(new ProblemError('not-found', 'None')).retryAfterMs).toBeNull();
  });
});
