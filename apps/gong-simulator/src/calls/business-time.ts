/**
 * Two clocks, in whole microseconds: the world's, and one that runs only while people meet. Both ways are monotone,
 * which is what lets a time window become a range of call numbers without a scan.
 */
export interface MeetingClock {
  fromWorld(micros: number): number;
  toWorld(meetingMicros: number): number;
}

const hour = 3_600_000_000;
const day = 24 * hour;
const week = 7 * day;
/** Monday 2001-01-01T00:00:00Z. */
const epochMicros = 978_307_200_000_000;
const opens = 7 * hour;
export const businessHoursPerDay = 16;
const open = businessHoursPerDay * hour;

/** Monday to Friday, 07:00-23:00 UTC: office hours from India to California. */
export const businessClock: MeetingClock = {
  fromWorld(micros) {
    const since = micros - epochMicros;
    const weeks = Math.floor(since / week);
    const inWeek = since - weeks * week;
    const days = Math.floor(inWeek / day);
    if (days >= 5) return (weeks + 1) * 5 * open;
    const inDay = inWeek - days * day;
    return (weeks * 5 + days) * open + Math.min(Math.max(inDay - opens, 0), open);
  },
  toWorld(meetingMicros) {
    const weeks = Math.floor(meetingMicros / (5 * open));
    const inWeek = meetingMicros - weeks * 5 * open;
    const days = Math.floor(inWeek / open);
    return epochMicros + weeks * week + days * day + opens + (inWeek - days * open);
  },
};

/** Day and night alike: for benchmarks, and for windows too short to hold a working week. */
export const evenClock: MeetingClock = {
  fromWorld: (micros) => micros - epochMicros,
  toWorld: (meetingMicros) => epochMicros + meetingMicros,
};

/** The least meeting time that any stretch of so many days can hold on the business clock. */
export function leastBusinessMicros(days: number): number {
  const weeks = Math.floor(days / 7);
  return (weeks * 5 + Math.max(0, days - weeks * 7 - 2)) * open;
}
