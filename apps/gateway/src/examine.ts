import type { Examine } from '@gong-timeline/runtime';
import { config } from './config';
import { signInSettings } from './settings/sign-in-settings';

/** For `npm run doctor`: what only together makes sense is refused by the same words as at the start. */
export const examine: Examine = async () => {
  const { local, sso } = signInSettings(config);
  const ways = [...(local ? ['a password'] : []), ...(sso === null ? [] : [sso.name])];
  if (ways.length > 0)
    return [{ check: 'configuration', level: 'fine', what: `people sign in by ${ways.join(' or ')}` }];
  return [
    {
      check: 'configuration',
      level: 'warning',
      what: 'LOCAL_SIGN_IN is false and no OIDC_ISSUER is set',
      means: 'Nobody can sign in; API tokens still work',
      todo: 'Set one of them',
    },
  ];
};
