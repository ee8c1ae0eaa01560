import type { Meter } from '@gong-timeline/messaging';
import type { Metrics } from './metrics';

/** What messaging measures, as Prometheus metrics of this process. */
export const toMeter = (metrics: Metrics): Meter => ({
  counter: (name, help, labels) => {
    const counter = metrics.counter({ name, help, labels });
    return { add: (amount, values) => counter.inc(values, amount) };
  },
  gauge: (name, help, labels) => {
    const gauge = metrics.gauge({ name, help, labels });
    return { set: (value, values) => gauge.set(values, value) };
  },
  histogram: (name, help, labels) => {
    const duration = metrics.duration({ name, help, labels });
    return { observe: (seconds, values) => duration.observe(values, seconds) };
  },
});
