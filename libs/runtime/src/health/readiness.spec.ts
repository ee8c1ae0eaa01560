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

  it('is not ready while the process stops', async () => {
    const readiness = new Readiness(silent);
    readiness.stop();
    expect(await readiness.report()).toEqual({ status: 'not-ready', checks: { process: 'is stopping' } });
  });
});
