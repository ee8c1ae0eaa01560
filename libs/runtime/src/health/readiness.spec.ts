import { Readiness } from './readiness';

const silent = { warn: () => undefined } as never;

describe('Readiness', () => {
  it('is ready when all checks are', async () => {
    const readiness = new Readiness(silent);
    readiness.add('database', async () => null);
    expect(await readiness.report()).toEqual({ status: 'ready', checks: { database: 'ok' } });
  });

  it('names each check that is not, by its reason, and tells nothing of what a driver says', async () => {
    const readiness = new Readiness(silent);
    readiness.add('database', async () => {
      throw new Error('password authentication failed for user "secret"');
    });
    readiness.add('consumers', async () => 'not in the consumer group');
    readiness.add('broker', async () => null);
    expect(await readiness.report()).toEqual({
      status: 'not-ready',
      checks: { database: 'does not answer', consumers: 'not in the consumer group', broker: 'ok' },
    });
  });

  it('takes a check that hangs for one that fails', async () => {
    const readiness = new Readiness(silent, 20);
    readiness.add('broker', () => new Promise(() => undefined));
    expect((await readiness.report()).checks).toEqual({ broker: 'did not answer within 0.02 s' });
  });

  it('asks its checks once for all who ask within a moment, and again after it', async () => {
    let asked = 0;
    const check = async (): Promise<null> => {
      asked += 1;
      return null;
    };
    const readiness = new Readiness(silent);
    readiness.add('database', check);
    await Promise.all([readiness.report(), readiness.report()]);
    await readiness.report();
    expect(asked).toBe(1);
    const forgetful = new Readiness(silent, undefined, 0);
    forgetful.add('database', check);
    await forgetful.report();
    await forgetful.report();
    expect(asked).toBe(3);
  });

  it('is not ready while the process stops', async () => {
    const readiness = new Readiness(silent);
    readiness.stop();
    expect(await readiness.report()).toEqual({ status: 'not-ready', checks: { process: 'is stopping' } });
  });
});
