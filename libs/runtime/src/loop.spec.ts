import { EventEmitter, once } from 'node:events';
import { Loop } from './loop';

const NEVER_MS = 3_600_000;

type Ending = 'again' | 'idle';

class Turns extends EventEmitter {
  count = 0;
  readonly errors: object[] = [];
  readonly log = { debug: () => undefined, error: (fields: object) => void this.errors.push(fields) };

  readonly loop: Loop;

  async reached(turn: number): Promise<void> {
    if (this.count < turn) await once(this, `turn ${turn}`);
  }
  constructor(run: (turn: number, signal: AbortSignal) => Ending | Promise<Ending>, everyMs = NEVER_MS) {
    super();
    this.loop = new Loop({
      name: 'spec',
      everyMs,
      log: this.log as never,
      run: async (signal) => {
        this.count += 1;
        this.emit(`turn ${this.count}`);
        return run(this.count, signal);
      },
    });
  }
}

describe('Loop', () => {
  it('goes on at once while there is more, then rests', async () => {
    const turns = new Turns((turn) => (turn < 5 ? 'again' : 'idle'));
    turns.loop.start();
    await turns.reached(5);
    await turns.loop.stop();
    expect(turns.count).toBe(5);
  });

  it('comes back after its rest', async () => {
    const turns = new Turns(() => 'idle', 1);
    turns.loop.start();
    await turns.reached(3);
    await turns.loop.stop();
  });

  it('ends its rest when woken, also when woken in the middle of a turn', async () => {
    const turns = new Turns((turn) => {
      if (turn === 2) turns.loop.wake();
      return 'idle';
    });
    turns.loop.start();
    await turns.reached(1);
    turns.loop.wake();
    await turns.reached(3);
    await turns.loop.stop();
    expect(turns.count).toBe(3);
  });

  it('is one loop however often it is started', async () => {
    const turns = new Turns(() => 'idle');
    turns.loop.start();
    turns.loop.start();
    await turns.reached(1);
    await turns.loop.stop();
    expect(turns.count).toBe(1);
  });

  it('logs a turn that throws and tries again', async () => {
    const turns = new Turns((turn) => {
      if (turn === 1) throw new Error('down');
      return 'idle';
    });
    turns.loop.start();
    await turns.reached(2);
    await turns.loop.stop();
    expect(turns.errors).toEqual([expect.objectContaining({ loop: 'spec', failures: 1, backOffMs: 250 })]);
  });

  it('waits at its stop for the turn in hand, which is told to end', async () => {
    let ended = false;
    const turns = new Turns(async (_, signal): Promise<Ending> => {
      await once(signal, 'abort');
      ended = true;
      return 'again';
    });
    turns.loop.start();
    await turns.reached(1);
    await turns.loop.stop();
    expect([ended, turns.count]).toEqual([true, 1]);
  });

  it('stops in its back-off, and a turn that fails because of the stop is no error', async () => {
    const turns = new Turns(() => {
      throw new Error('down');
    });
    turns.loop.start();
    await turns.reached(1);
    await turns.loop.stop();
    const torn = new Turns(async (_, signal) => {
      await once(signal, 'abort');
      throw new Error('torn off');
    });
    torn.loop.start();
    await torn.reached(1);
    await torn.loop.stop();
    expect([turns.errors.length, torn.errors.length]).toEqual([1, 0]);
  });

  it('stops when it never started', async () => {
    await new Turns(() => 'idle').loop.stop();
  });
});
