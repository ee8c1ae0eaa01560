import type { components } from './schema';

export type ProblemDocument = components['schemas']['Problem'];
export interface FieldFault {
  readonly field: string;
  readonly message: string;
}

/** Every error of the API, and of the way to it, as one thing: what happened in words, and a code that stays. */
export class Problem extends Error {
  readonly title: string;
  readonly detail: string;
  readonly code: string;
  /** 0 when no answer came. */
  readonly status: number;
  readonly errors: readonly FieldFault[];
  readonly reasons: readonly string[];
  readonly correlationId: string | null;

  constructor(document: Partial<ProblemDocument> & { readonly title: string; readonly code: string }) {
    super(document.detail ?? document.title);
    this.name = 'Problem';
    this.title = document.title;
    this.detail = document.detail ?? document.title;
    this.code = document.code;
    this.status = document.status ?? 0;
    this.errors = document.errors ?? [];
    this.reasons = document.reasons ?? [];
    this.correlationId = document.correlationId ?? null;
  }
}

/** What was thrown, as a Problem: whoever shows an error has one kind of it to show. */
export const toProblem = (error: unknown): Problem => {
  if (error instanceof Problem) return error;
  if (error instanceof TypeError) return new Problem(UNREACHED);
  const detail = error instanceof Error ? error.message : String(error);
  return new Problem({ title: 'This page ran into an error of its own', detail, code: 'console.error' });
};

/** The browser says no more than that nothing came. */
const UNREACHED = {
  title: 'No answer',
  detail: 'gong-timeline could not be reached. Check the network; what you see here may be old.',
  code: 'console.unreached',
};

/** `body.name` of the API is the field `name` of a form; what belongs to no field stays with the whole form. */
export const faultsByField = (problem: Problem): Record<string, string> => {
  const faults: Record<string, string> = {};
  for (const { field, message } of problem.errors) {
    const name = field.replace(/^(body|query|params)\./, '');
    faults[name] = faults[name] === undefined ? sentence(message) : `${faults[name]} ${sentence(message)}`;
  }
  return faults;
};

const sentence = (text: string): string => {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.?]$/.test(first) ? first : `${first}.`;
};
