import type { Notes } from '@gong-timeline/contracts';
import { plainText } from './plain-text';

/** S12, letter for letter. */
export const NO_NOTES = 'No notes from Gong.';

const LINE_BREAK = /\r\n|[\n\r\u2028\u2029]/u;

/** Keeps paragraphs, as one empty line at most between two lines. */
const paragraphs = (text: string | null): string =>
  (text ?? '')
    .split(LINE_BREAK)
    .map((line) => plainText(line) ?? '')
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

const list = (heading: string, items: readonly string[]): string => {
  const lines = items
    .map((item) => paragraphs(item).replace(/\n+/g, ' '))
    .filter((item) => item !== '')
    .map((item) => `- ${item}`);
  return lines.length === 0 ? '' : [heading, ...lines].join('\n');
};

/** The Activity's Notes (S12): plain text, in which markup is text like any other. */
export const notesOf = (notes: Notes, includeNotes: boolean): string => {
  if (!includeNotes) return NO_NOTES;
  const parts = [paragraphs(notes.brief), list('Key points', notes.keyPoints), list('Next steps', notes.nextSteps)];
  return parts.filter((part) => part !== '').join('\n\n') || NO_NOTES;
};
