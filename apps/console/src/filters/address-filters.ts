/** `text`: one value. `list`: several, separated by commas. */
export type FilterSpec = Readonly<Record<string, 'text' | 'list'>>;
export type FilterValues<Spec extends FilterSpec> = {
  readonly [Name in keyof Spec]: Spec[Name] extends 'list' ? readonly string[] : string;
};

/** Filters as the address says them; what it does not say is empty. */
export const readFilters = <Spec extends FilterSpec>(spec: Spec, address: URLSearchParams): FilterValues<Spec> =>
  Object.fromEntries(
    Object.entries(spec).map(([name, kind]) => {
      const text = address.get(name) ?? '';
      return [name, kind === 'list' ? text.split(',').filter((each) => each !== '') : text.trim()];
    }),
  ) as FilterValues<Spec>;

/** The address with some filters changed. Empty ones are left out; what is not a filter stays. */
export const writeFilters = <Spec extends FilterSpec>(
  spec: Spec,
  address: URLSearchParams,
  changed: Partial<FilterValues<Spec>>,
): URLSearchParams => {
  const next = new URLSearchParams(address);
  for (const [name, value] of Object.entries(changed) as [keyof Spec & string, string | readonly string[]][]) {
    if (!(name in spec)) continue;
    const text = typeof value === 'string' ? value.trim() : value.join(',');
    if (text === '') next.delete(name);
    else next.set(name, text);
  }
  return next;
};
