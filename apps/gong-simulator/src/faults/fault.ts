export const faultKinds = [
  '429',
  '500',
  '502',
  '503',
  'slow',
  'cut',
  'malformed',
  'truncated',
  '401',
  'cursor-expired',
] as const;
export type FaultKind = (typeof faultKinds)[number];

export const malformedVariants = ['not-json', 'wrong-shape', 'bad-call'] as const;
export type MalformedVariant = (typeof malformedVariants)[number];

/** Something that is to go wrong, so many times. */
export interface Fault {
  id: string;
  /** Null: at any company. */
  company: string | null;
  /** A path or its beginning; null: any path of the API below /v2. */
  path: string | null;
  kind: FaultKind;
  /** How many times more. */
  times: number;
  /** How many requests that match are let through first. */
  afterRequests: number;
  delayMs: number;
  retryAfterSeconds: number | null;
  /** The text of the error, where the kind has one. */
  message: string | null;
  variant: MalformedVariant;
}
