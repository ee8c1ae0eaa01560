import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';
import { COUNTS } from '../../status/words';
import { meaningColor } from '../../theme/meanings';
import { CHARTED, type DayOfCalls } from './charted';

interface CallsChartProps {
  readonly days: readonly DayOfCalls[];
  readonly onDay: (day: string) => void;
}

/** The same five colours as the badges; a click on a bar opens the calls of its day. */
export const CallsChart = ({ days, onDay }: CallsChartProps) => (
  <BarChart
    h={220}
    data={days.map((day) => ({ ...day }))}
    dataKey="day"
    type="stacked"
    withLegend
    legendProps={{ verticalAlign: 'top', itemSorter: null }}
    barChartProps={{ accessibilityLayer: false }}
    xAxisProps={{
      tickFormatter: (day: string) => `${Number(day.slice(8))}.${Number(day.slice(5, 7))}.`,
      interval: 'equidistantPreserveStart',
      minTickGap: 24,
    }}
    yAxisProps={{ allowDecimals: false, width: 40 }}
    barProps={{
      isAnimationActive: false,
      maxBarSize: 24,
      cursor: 'pointer',
      onClick: (bar: { payload?: { day?: string } }) => bar.payload?.day !== undefined && onDay(bar.payload.day),
    }}
    series={CHARTED.map((count) => ({
      name: count,
      label: COUNTS[count].words,
      color: meaningColor(COUNTS[count].meaning, 'fill'),
    }))}
  />
);
