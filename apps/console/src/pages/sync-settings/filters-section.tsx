import type { FilterField } from './filters/condition';
import { FilterBuilder } from './filters/filter-builder';
import { type OfForm, Section } from './section';

interface FiltersSectionProps extends OfForm {
  readonly fields: readonly FilterField[];
}

export const FiltersSection = ({ form, fields }: FiltersSectionProps) => {
  const faults = Object.fromEntries(
    Object.entries(form.errors).flatMap(([at, message]) =>
      at === 'filters' || at.startsWith('filters.') ? [[at.slice('filters.'.length), String(message)]] : [],
    ),
  );
  return (
    <Section
      id="filters"
      title="Filters"
      about="Which calls are synced, by fields of their Company and of their Author. Text ignores case. Narrowing leaves what is on the Timeline; widening reaches back over the look-back."
    >
      <FilterBuilder
        filters={form.getValues().filters}
        fields={fields}
        faults={faults}
        onChange={(filters) => {
          form.setFieldValue('filters', filters);
          const others = Object.entries(form.errors).filter(([at]) => !at.startsWith('filters'));
          form.setErrors(Object.fromEntries(others));
        }}
      />
    </Section>
  );
};
