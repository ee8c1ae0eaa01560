import { wayOn } from './way-on';

describe('an authorization that was not completed (S3)', () => {
  it('says of a refused consent that only a technical administrator at Gong can allow it', () => {
    expect(wayOn('oauth.refused').reasons.join(' ')).toContain('technical administrator');
  });

  it('says of a replayed state where to look, since it may have worked the first time', () => {
    expect(wayOn('oauth.state-invalid').now).toContain('active already');
  });

  it('has a way on for whatever comes', () => {
    for (const code of ['oauth.code-invalid', 'oauth.other-company', 'gong.unavailable', 'internal.error'])
      expect(wayOn(code).now).not.toBe('');
  });
});
