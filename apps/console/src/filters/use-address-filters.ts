import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { type FilterSpec, type FilterValues, readFilters, writeFilters } from './address-filters';

interface AddressFilters<Spec extends FilterSpec> {
  readonly values: FilterValues<Spec>;
  readonly any: boolean;
  change(changed: Partial<FilterValues<Spec>>): void;
  clear(): void;
}

/** Filters whose state is the address: a link shows the same list, Back goes back. `spec` stands outside the component. */
export const useAddressFilters = <Spec extends FilterSpec>(spec: Spec): AddressFilters<Spec> => {
  const [address, setAddress] = useSearchParams();
  const values = useMemo(() => readFilters(spec, address), [spec, address]);
  // At once, not when the page has time: a second choice made meanwhile would be added to what was there before the first.
  const change = useCallback(
    (changed: Partial<FilterValues<Spec>>) =>
      setAddress((now) => writeFilters(spec, now, changed), {
        replace: true,
        preventScrollReset: true,
        flushSync: true,
      }),
    [spec, setAddress],
  );
  const clear = useCallback(() => {
    const empty = Object.fromEntries(Object.entries(spec).map(([name, kind]) => [name, kind === 'list' ? [] : '']));
    change(empty as Partial<FilterValues<Spec>>);
  }, [spec, change]);
  return { values, any: Object.values(values).some((value) => value.length > 0), change, clear };
};
