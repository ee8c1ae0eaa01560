import { eventually } from './eventually';

describe('eventually', () => {
  afterEach(() => jest.restoreAllMocks());

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
    // A clock that each try moves, and nothing else: on a busy machine 30 ms may be over after the first.
    jest.spyOn(Date, 'now').mockImplementation(() => tries * 20);
    const waiting = eventually(
      () => {
        throw new Error(`saw ${++tries}`);
      },
      { timeoutMs: 30, intervalMs: 10, what: 'The lag is gone' },
    );
    await expect(waiting).rejects.toThrow(/^The lag is gone: not so after 30 ms and 2 tries\. Last seen: saw 2$/);
  });

  it('says the value last seen', async () => {
    const waiting = eventually(() => false, { timeoutMs: 5, intervalMs: 1 });
    await expect(waiting).rejects.toThrow(/Last seen: false$/);
  });

  it('does not hang on a try that never comes back', async () => {
    // Its deadline goes off by a clock that has not moved yet: that is the end all the same.
    jest.spyOn(Date, 'now').mockReturnValue(0);
    const waiting = eventually(() => new Promise(() => undefined), { timeoutMs: 20 });
    await expect(waiting).rejects.toThrow(/and 1 try\. Last seen: nothing, the try has not come back$/);
  });

  it('tries once even without any time', async () => {
    await expect(eventually(() => 1, { timeoutMs: 0 })).resolves.toBe(1);
  });
});
