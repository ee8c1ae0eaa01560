import { attemptWords, willRetryWords } from './will-retry';

describe('whether a call is tried again', () => {
  it('is told in words until a retry has read it', () => {
    expect(willRetryWords({ willRetry: 'by-itself', retriedBy: null })).toContain('by itself');
    expect(willRetryWords({ willRetry: 'when-read', retriedBy: null })).toContain('when a run reads it');
    expect(willRetryWords({ willRetry: 'no', retriedBy: null })).toBeNull();
    expect(willRetryWords({ willRetry: 'by-itself', retriedBy: 'j2' })).toBeNull();
  });

  it('names the attempt', () => {
    expect([attemptWords(1), attemptWords(3)]).toEqual(['First attempt', 'Attempt 3']);
  });
});
