import type { Notes } from '@gong-timeline/contracts';
import { textOrNull } from './clean-text';
import type { GongContent } from './gong-api';

/** Gong names the section of agreed actions so (it replaced `pointsOfInterest`). */
const NEXT_STEPS = 'next steps';

/** S12: brief, key points, next steps, where Gong gives them. */
export const toNotes = (content: GongContent | null | undefined): Notes => ({
  brief: textOrNull(content?.brief),
  keyPoints: texts(content?.keyPoints),
  nextSteps: (content?.highlights ?? [])
    .filter(({ title }) => title?.trim().toLowerCase() === NEXT_STEPS)
    .flatMap(({ items }) => texts(items)),
});

const texts = (items: readonly { text?: string | null }[] | null | undefined): string[] =>
  (items ?? []).flatMap(({ text }) => textOrNull(text) ?? []);
