import { ProblemError } from '@gong-timeline/runtime';
import { eventually } from '@gong-timeline/testing';
import { watchAdmission } from './watch-admission';

const QUICK_MS = 2;

describe('whoever reads a stream (X2, X3)', () => {
  const warnings: unknown[] = [];
  const log = { warn: (line: unknown) => void warnings.push(line) } as never;
  beforeEach(() => void warnings.splice(0));

  it.each(['auth.missing', 'auth.forbidden', 'tenant.suspended', 'tenant.gone'] as const)(
    'hears no more once the answer is %s, and is told that',
    async (code) => {
      let looks = 0;
      const problem = new ProblemError(code, 'No more');
      const admission = watchAdmission(
        async () => {
          looks += 1;
          if (looks === 3) throw problem;
        },
        log,
        QUICK_MS,
      );
      await eventually(() => expect(admission.signal.aborted).toBe(true));
      expect([admission.signal.reason, looks]).toEqual([problem, 3]);
    },
  );

  it('goes on when it cannot be looked: that says nothing of them, and is in the log', async () => {
    let looks = 0;
    const errors = [new ProblemError('rate.limited', 'Too many'), new Error('connection terminated')];
    const admission = watchAdmission(
      async () => {
        looks += 1;
        const error = errors[looks - 1];
        if (error !== undefined) throw error;
      },
      log,
      QUICK_MS,
    );
    await eventually(() => expect(looks).toBeGreaterThan(3));
    admission.stop();
    expect([admission.signal.aborted, warnings]).toEqual([false, errors.map((err) => ({ err }))]);
  });

  it('is not looked at any more when the stream is over', async () => {
    let looks = 0;
    const look = async () => void (looks += 1);
    const over = watchAdmission(look, log, QUICK_MS);
    over.stop();
    let others = 0;
    const other = watchAdmission(async () => void (others += 1), log, QUICK_MS);
    await eventually(() => expect(others).toBeGreaterThan(3));
    other.stop();
    expect(looks).toBe(0);
  });
});
