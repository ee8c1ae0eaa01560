import { Turns } from './turns';

const pending = () => {
  let finish: () => void = () => undefined;
  const done = new Promise<void>((resolve) => {
    finish = resolve;
  });
  return { finish, done };
};

describe('Turns', () => {
  it('does two at once, the others in order, and goes on after one that failed', async () => {
    const turns = new Turns();
    const gates = [pending(), pending(), pending(), pending()];
    const began: number[] = [];
    const runs = gates.map((gate, index) =>
      turns.take(async () => {
        began.push(index);
        await gate.done;
        if (index === 0) throw new Error('broke');
        return index;
      }),
    );
    expect(began).toEqual([0, 1]);
    gates[0]?.finish();
    await expect(runs[0]).rejects.toThrow('broke');
    expect(began).toEqual([0, 1, 2]);
    for (const gate of gates) gate.finish();
    expect(await Promise.all(runs.slice(1))).toEqual([1, 2, 3]);
    expect(await turns.take(async () => 'free again')).toBe('free again');
  });

  it('turns away who would wait too long, without beginning', async () => {
    const turns = new Turns();
    const gate = pending();
    const runs = Array.from({ length: 52 }, () => turns.take(() => gate.done));
    await expect(turns.take(() => gate.done)).rejects.toMatchObject({ code: 'rate.limited' });
    gate.finish();
    await Promise.all(runs);
  });
});
