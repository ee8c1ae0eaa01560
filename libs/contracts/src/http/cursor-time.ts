import type { CursorShape } from './page-cursor';

/** As PostgreSQL writes it in UTC, finer than a Date, or as ISO 8601. */
const TIME =
  /^(\d{4,6})-(\d\d)-(\d\d)(?: ([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?\+00( BC)?|T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z)$/;
/** What a `timestamptz` can hold: years 4713 BC to 294276. */
const LAST_YEAR = { AD: 294_275, BC: 4_712 };

/** A time that there is: PostgreSQL fails on the 30th of February, and a forged cursor is no reason to fail. */
export const CURSOR_TIME: CursorShape = {
  test: (text) => {
    const [, year, month, day, , bc] = TIME.exec(text) ?? [];
    if (year === undefined || Number(year) < 1 || Number(year) > LAST_YEAR[bc === undefined ? 'AD' : 'BC'])
      return false;
    const astronomical = bc === undefined ? Number(year) : 1 - Number(year);
    // Four centuries are one round of leap years: any of them stands for its like.
    const like = 2000 + (((astronomical % 400) + 400) % 400);
    const date = new Date(Date.UTC(like, Number(month) - 1, Number(day)));
    return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  },
};
