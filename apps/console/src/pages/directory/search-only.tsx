import { FilterBar } from '../../filters/filter-bar';
import { SearchField } from '../../filters/search-field';
import { useAddressFilters } from '../../filters/use-address-filters';

const FILTERS = { search: 'text' } as const;

/** The one filter of the lists here, and whether it is used. */
export const useSearch = () => {
  const { values, any, change, clear } = useAddressFilters(FILTERS);
  return { search: values.search, any, change: (search: string) => change({ search }), clear };
};

interface SearchOnlyProps {
  readonly placeholder: string;
  readonly of: ReturnType<typeof useSearch>;
}

export const SearchOnly = ({ placeholder, of }: SearchOnlyProps) => (
  <FilterBar any={of.any} onClear={of.clear}>
    <SearchField label="Search" placeholder={placeholder} value={of.search} onChange={of.change} />
  </FilterBar>
);
