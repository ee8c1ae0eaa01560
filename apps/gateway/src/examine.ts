import { type Examine, type Finding, grpcCertificate } from '@gong-timeline/runtime';
import { config } from './config';
import { signInSettings } from './settings/sign-in-settings';

const SOON_DAYS = 14;
const DAY_MS = 86_400_000;

/** For `npm run doctor`: what only together makes sense is refused by the same words as at the start. */
export const examine: Examine = async () => [examineSignIn(), ...examineTls(Date.now())];

const examineSignIn = (): Finding => {
  const { local, sso } = signInSettings(config);
  const ways = [...(local ? ['a password'] : []), ...(sso === null ? [] : [sso.name])];
  const check = 'configuration';
  if (ways.length > 0) return { check, level: 'fine', what: `people sign in by ${ways.join(' or ')}` };
  return {
    check,
    level: 'warning',
    what: 'LOCAL_SIGN_IN is false and no OIDC_ISSUER is set',
    means: 'Nobody can sign in; API tokens still work',
    todo: 'Set one of them',
  };
};

const examineTls = (now: number): Finding[] => {
  const certificate = grpcCertificate(config);
  if (certificate === null) return [];
  const check = 'configuration';
  const days = Math.floor((Date.parse(certificate.validTo) - now) / DAY_MS);
  const what = `the certificate of gRPC is good until ${certificate.validTo}`;
  if (days >= SOON_DAYS) return [{ check, level: 'fine', what }];
  return [
    {
      check,
      level: days < 0 ? 'wrong' : 'warning',
      what,
      means: 'After that callers over gRPC refuse to connect',
      todo: 'Renew it and start the gateway again: the files are read at the start',
    },
  ];
};
