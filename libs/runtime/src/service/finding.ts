/** What an examination of an installation found: what is wrong, what it means, what to do. `fine` needs the first only. */
export interface Finding {
  /** Configuration, addresses, keys ... */
  readonly check: string;
  readonly level: 'fine' | 'warning' | 'wrong';
  readonly what: string;
  readonly means?: string;
  readonly todo?: string;
}

/**
 * An app that can tell more of itself than its configuration exports this from `examine.ts`; `npm run doctor` calls it, in
 * a process with that app's variables.
 */
export type Examine = () => Promise<readonly Finding[]>;
