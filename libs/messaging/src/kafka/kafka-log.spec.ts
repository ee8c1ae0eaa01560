import { logLevel } from 'kafkajs';
import { keptLog } from '../contract/kept-log';
import { kafkaLog } from './kafka-log';

const say = (level: logLevel, message: string, more: object = {}) => {
  const log = keptLog();
  kafkaLog(log)()({
    level,
    namespace: 'Connection',
    label: '',
    log: { message, timestamp: '', ...more } as never,
  });
  return log.lines;
};

describe('the log of kafkajs', () => {
  it.each([
    ['Response GroupCoordinator(key: 10)', { error: 'The group coordinator is not available' }],
    ['The group is rebalancing, re-joining', {}],
    ['Limiting retries for the idempotent producer may invalidate EoS guarantees', {}],
  ])('takes the course of things for what it is: %s', (message, more) => {
    expect(say(logLevel.ERROR, message, more)).toMatchObject([{ level: 'debug' }]);
  });

  it('warns of what kafkajs calls an error: whoever called it decides', () => {
    expect(say(logLevel.ERROR, 'Connection error: ECONNREFUSED')).toMatchObject([{ level: 'warn' }]);
  });

  it('leaves out what was sent', () => {
    const [line] = say(logLevel.ERROR, 'Response Produce', { payload: 'secret', broker: 'b' });
    expect(line?.fields).toEqual({ kafka: 'Connection', broker: 'b' });
  });
});
