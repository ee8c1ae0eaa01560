import type { CallContent } from '@gong-timeline/contracts';
import { plainText } from './plain-text';

/** S12. In code points, so that no character is cut in two. */
const MAX_CODE_POINTS = 500;

const cut = (text: string): string =>
  text.length <= MAX_CODE_POINTS ? text : [...text].slice(0, MAX_CODE_POINTS).join('').trimEnd();

/** The Activity's subject (S12): the call's title, or, when it has none, the day of the call in the call's own offset. */
export const subjectOf = (content: Pick<CallContent, 'title' | 'startedAt'>): string => {
  const title = plainText(content.title);
  return title === null ? `Gong call on ${content.startedAt.slice(0, 'YYYY-MM-DD'.length)}` : cut(title);
};
