import { hashPassword, isOutdated, isPassword } from './password-hash';

/** Each hash takes some tenths of a second, by design. */
jest.setTimeout(30_000);

describe('stored passwords', () => {
  it('are salted scrypt records of the stated cost, from which the password cannot be had', async () => {
    const [one, other] = await Promise.all([hashPassword('correct rattle moon'), hashPassword('correct rattle moon')]);
    expect(one).toMatch(/^\$scrypt\$ln=17,r=8,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(one).not.toBe(other);
    expect([await isPassword('correct rattle moon', one), await isPassword('correct rattle moom', one)]).toEqual([
      true,
      false,
    ]);
    expect(isOutdated(one)).toBe(false);
  });

  it('open in whatever form the letters were typed', async () => {
    expect(await isPassword('cafe\u0301 au lait, please', await hashPassword('caf\u00e9 au lait, please'))).toBe(true);
  });

  it('are looked at for who has none, too, at the same cost, and never open', async () => {
    const record = await hashPassword('correct rattle moon');
    // CPU of this process, not time: what else the machine does costs others.
    const took = async (given: string | null): Promise<number> => {
      const from = process.cpuUsage();
      expect(await isPassword('anything at all', given)).toBe(false);
      const { user, system } = process.cpuUsage(from);
      return user + system;
    };
    let [known, unknown] = [Infinity, Infinity];
    for (let round = 0; round < 3; round += 1) {
      known = Math.min(known, await took(record));
      unknown = Math.min(unknown, await took(null));
    }
    expect(unknown / known).toBeGreaterThan(0.4);
    expect(unknown / known).toBeLessThan(2.5);
  });

  it('of an older, cheaper cost still open, and are told to be outdated', async () => {
    const older = '$scrypt$ln=14,r=8,p=1$c2FsdHNhbHRzYWx0c2FsdA$';
    const { scryptSync } = await import('node:crypto');
    const hash = scryptSync('correct rattle moon', 'saltsaltsaltsalt', 32, { N: 2 ** 14, r: 8, p: 1 });
    const record = older + hash.toString('base64').replaceAll('=', '');
    expect([await isPassword('correct rattle moon', record), isOutdated(record)]).toEqual([true, true]);
  });
});
