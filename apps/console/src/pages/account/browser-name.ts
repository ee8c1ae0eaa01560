const BROWSERS = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
] as const;
const SYSTEMS = [
  [/Windows/, 'Windows'],
  [/iPhone|iPad/, 'iOS'],
  [/Mac OS X/, 'macOS'],
  [/Android/, 'Android'],
  [/Linux/, 'Linux'],
] as const;

const first = (names: readonly (readonly [RegExp, string])[], agent: string): string | undefined =>
  names.find(([shape]) => shape.test(agent))?.[1];

/** `Chrome on Linux` of what a browser says of itself; others as they name themselves, cut. */
export const browserName = (agent: string | null): string => {
  if (agent === null) return 'Unknown';
  const [browser, system] = [first(BROWSERS, agent), first(SYSTEMS, agent)];
  return browser === undefined ? agent.slice(0, 40) : system === undefined ? browser : `${browser} on ${system}`;
};
