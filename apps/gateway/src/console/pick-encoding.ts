const SUFFIX = { br: '.br', gzip: '.gz' } as const;
export type Encoding = keyof typeof SUFFIX;

/** The best of the encodings that the build has written beside each asset; null when the browser reads neither. */
export const pickEncoding = (acceptEncoding: string | undefined): { name: Encoding; suffix: string } | null => {
  const accepted = (acceptEncoding ?? '')
    .split(',')
    .map((each) =>
      each
        .trim()
        .toLowerCase()
        .split(/\s*;\s*q\s*=\s*/),
    )
    .filter(([, quality]) => quality === undefined || Number(quality) > 0)
    .map(([name]) => name);
  const name = (['br', 'gzip'] as const).find((each) => accepted.includes(each));
  return name === undefined ? null : { name, suffix: SUFFIX[name] };
};
