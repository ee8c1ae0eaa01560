import { APP_NAMES, type AppName } from '@gong-timeline/domain';
import { newServiceKey } from './service-keys';

/** What each of our services is started with, when all get their keys at once: its own, and the public ones of all. */
export const newServiceKeys = (): Readonly<Record<AppName, { SERVICE_KEY: string; SERVICE_KEYS: string }>> => {
  const made = APP_NAMES.map((app) => ({ app, ...newServiceKey() }));
  const SERVICE_KEYS = made.map(({ app, publicKey }) => `${app}:${publicKey}`).join(',');
  const each = made.map(({ app, privateKey }) => [app, { SERVICE_KEY: privateKey, SERVICE_KEYS }]);
  return Object.fromEntries(each) as Record<AppName, { SERVICE_KEY: string; SERVICE_KEYS: string }>;
};
