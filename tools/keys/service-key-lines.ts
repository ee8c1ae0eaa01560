import { APP_NAMES } from '@gong-timeline/domain';
import { newServiceKeys } from '@gong-timeline/runtime';

/** A key for each service, as lines of an environment file: `SERVICE_KEY_<SERVICE>`, and the public list for all. */
export const serviceKeyLines = (): readonly string[] => {
  const made = newServiceKeys();
  return [
    ...APP_NAMES.map((app) => `SERVICE_KEY_${app.replaceAll('-', '_').toUpperCase()}=${made[app].SERVICE_KEY}`),
    `SERVICE_KEYS=${made.gateway.SERVICE_KEYS}`,
  ];
};
