import { eventually } from './eventually';

describe('eventually', () => {
  it('gives what the function gave once it no longer throws', async () => {
    let tries = 0;
    const value = await eventually(
      () => {
        if (++tries < 3) throw new Error('not yet');
        return 'there';
      },
      { intervalMs: 1 },
    );
    expect(value).toBe('there');
    expect(tries).toBe(3);
  });

  it('goes on while the function gives false or null, and takes undefined for success', async () => {
    const answers = [false, null, undefined];
    await expect(eventually(() => answers.shift(), { intervalMs: 1 })).resolves.toBeUndefined();
    expect(answers).toEqual([]);
  });

  it('says what was waited for, how long, and the error last seen', async () => {
    let tries = 0;
    const waiting = eventually(
      () => {
        throw new Error(`saw ${++tries}`);
      },
      { timeoutMs: 30, intervalMs: 10, what: 'The lag is gone' },
    );
    await expect(waiting).rejects.toThrow(/^The lag is gone: not so after 30 ms and \d+ tries\. Last seen: saw \d+$/);
  });

  it('says the value last seen', async () => {
    const waiting = eventually(() => false, { timeoutMs: 5, intervalMs: 1 });
    await expect(waiting).rejects.toThrow(/Last seen: false$/);
  });

  it('does not hang on a try that never comes back', async () => {
    const waiting = eventually(() => new Promise(() => undefined), { timeoutMs: 20 });
    await expect(waiting).rejects.toThrow(/and 1 try\. Last seen: nothing, the try has not come back$/);
  });

  it('tries once even without any time', async () => {
    await expect(eventually(() => 1, { timeoutMs: 0 })).resolves.toBe(1);
  });
});
