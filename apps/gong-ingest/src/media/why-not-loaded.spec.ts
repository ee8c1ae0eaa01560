import { ProblemError } from '@gong-timeline/runtime';
import { type GongAction, GongFailure } from '../gong/gong-errors';
import { MustWait } from '../gong/request-slots';
import { whyNotLoaded } from './why-not-loaded';

const gong = (action: GongAction) => new GongFailure({ action, status: 500, meaning: 'It is so' });

describe('why a look at a call failed (S13)', () => {
  it.each([
    [new MustWait(60_000, 'daily-quota'), 'limit-reached'],
    [gong('wait'), 'limit-reached'],
    [gong('try-again'), 'gong-down'],
    [new DOMException('too late', 'TimeoutError'), 'gong-down'],
    [new ProblemError('gong.unavailable', 'no token'), 'gong-down'],
    [new ProblemError('upstream.unavailable', 'connector-auth is down'), 'gong-down'],
    [gong('new-token'), 'connection-not-usable'],
    [gong('configuration'), 'connection-not-usable'],
    [gong('refuse'), 'connection-not-usable'],
    [new ProblemError('connection.not-usable', 'authorize it again'), 'connection-not-usable'],
    [new ProblemError('not-found', 'no such connection'), 'connection-not-usable'],
  ])('%s: %s', (error, why) => {
    expect(whyNotLoaded(error)).toBe(why);
  });

  it('is no reason for anybody where the error is our own: it is not hidden behind one', () => {
    for (const error of [new Error('boom'), new TypeError('x is undefined'), null, 'boom']) {
      expect(whyNotLoaded(error)).toBeNull();
    }
  });
});
