import { classifyDatabaseError } from './database-error';

const coded = (code: string) => Object.assign(new Error(code), { code });

describe('what an error of the database means', () => {
  it.each([
    ['08006', 'the connection failed'],
    ['40001', 'a serialization failure'],
    ['40P01', 'a deadlock'],
    ['53300', 'too many connections'],
    ['57P01', 'the server shuts down'],
    ['55P03', 'a lock was not to be had'],
    ['25006', 'a standby after a failover'],
    ['ECONNREFUSED', 'nobody answers'],
    ['ECONNRESET', 'the line was cut'],
  ])('%s passes: %s', (code) => {
    expect(classifyDatabaseError(coded(code))).toBe('transient');
  });

  it.each(['23505', '22001', '42P01'])('%s does not pass', (code) => {
    expect(classifyDatabaseError(coded(code))).toBe('permanent');
  });

  it('sees through what wraps it', () => {
    expect(classifyDatabaseError(Object.assign(new Error('failed'), { driverError: coded('40P01') }))).toBe(
      'transient',
    );
    expect(classifyDatabaseError(new Error('failed', { cause: coded('23505') }))).toBe('permanent');
  });

  it('knows the errors that the driver gives no code', () => {
    expect(classifyDatabaseError(new Error('Connection terminated unexpectedly'))).toBe('transient');
    expect(classifyDatabaseError(new Error('timeout exceeded when trying to connect'))).toBe('transient');
  });

  it('says so when it is not the database at all', () => {
    expect(classifyDatabaseError(new TypeError('x is not a function'))).toBe('unknown');
    expect(classifyDatabaseError(coded('gong.rate-limited'))).toBe('unknown');
    expect(classifyDatabaseError(null)).toBe('unknown');
  });
});
