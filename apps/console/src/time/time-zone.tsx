import { useLocalStorage } from '@mantine/hooks';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { type TimeZoneChoice, zoneName } from './format-time';

interface TimeZone {
  readonly choice: TimeZoneChoice;
  /** IANA name: for formatters, and for `timeZone` of the API. */
  readonly zone: string;
  choose(choice: TimeZoneChoice): void;
}

const Context = createContext<TimeZone | null>(null);

/** One zone for tables, filters, charts and exports: UTC, or the browser's own. */
export const TimeZoneProvider = ({ children }: { readonly children: ReactNode }) => {
  const [choice, choose] = useLocalStorage<TimeZoneChoice>({
    key: 'gong-timeline.time-zone',
    defaultValue: 'utc',
    getInitialValueInEffect: false,
  });
  const value = useMemo(() => ({ choice, zone: zoneName(choice), choose }), [choice, choose]);
  return <Context value={value}>{children}</Context>;
};

export const useTimeZone = (): TimeZone => {
  const value = useContext(Context);
  if (value === null) throw new Error('useTimeZone stands outside TimeZoneProvider');
  return value;
};
