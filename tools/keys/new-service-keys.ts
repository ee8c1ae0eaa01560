import { APP_NAMES } from '@gong-timeline/domain';
import { newServiceKey } from '@gong-timeline/runtime';

/** A key for each service, as lines of an environment file: `SERVICE_KEY_<SERVICE>`, and the public list for all. */
export const newServiceKeys = (): readonly string[] => {
  const made = APP_NAMES.map((app) => ({ app, ...newServiceKey() }));
  return [
    ...made.map(({ app, privateKey }) => `SERVICE_KEY_${app.replaceAll('-', '_').toUpperCase()}=${privateKey}`),
    `SERVICE_KEYS=${made.map(({ app, publicKey }) => `${app}:${publicKey}`).join(',')}`,
  ];
};
