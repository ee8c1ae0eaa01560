/** Names of variables that hold a secret; their files' names are none. */
const SECRET_NAME = /(SECRET|TOKEN|PASSWORD|KEY|KEYS)$/;
/** Public by their nature. */
const PUBLIC = new Set(['SERVICE_KEYS']);
/** Shorter ones would take ordinary words out of every line. */
const SHORTEST = 8;

/**
 * The secrets that a process was configured with, as they might turn up in a text that it did not write itself: what
 * somebody else's error quotes has no name, and often no shape, to be known by.
 */
export const secretsOf = (config: Readonly<Record<string, unknown>>): readonly string[] => {
  const values = Object.entries(config).flatMap(([name, value]) => {
    if (typeof value !== 'string' || PUBLIC.has(name)) return [];
    if (SECRET_NAME.test(name)) return value.split(',').flatMap((part) => [part, part.slice(part.indexOf(':') + 1)]);
    return URL.canParse(value) ? passwordsIn(new URL(value)) : [];
  });
  return [...new Set(values.filter((value) => value.length >= SHORTEST))];
};

const passwordsIn = ({ password }: URL): string[] =>
  password === '' ? [] : [password, decodeURIComponent(password), encodeURIComponent(decodeURIComponent(password))];
