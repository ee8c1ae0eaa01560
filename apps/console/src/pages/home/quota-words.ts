import type { JsonOf } from '../../api/types';

/** `4 % of today's requests to Gong used (412 of 10,000)`: never 0 % of something, nor 100 % before it is all. */
export const quotaWords = ({ usedToday, perDay }: Pick<JsonOf<'getGongQuota'>, 'usedToday' | 'perDay'>): string => {
  const share = (100 * usedToday) / perDay;
  const percent = usedToday > 0 && share < 1 ? 'Less than 1' : String(share < 100 ? Math.floor(share) : 100);
  const [used, all] = [usedToday, perDay].map((number) => number.toLocaleString('en-GB'));
  return `${percent} % of today's requests to Gong used (${used} of ${all})`;
};
