import type { Fault } from './row-problem';

/** A row of a file as it was read: good so far, or what is wrong with it. */
export interface ReadRow<R> {
  /** Where it begins, from 1. */
  readonly line: number;
  /** What it takes in memory, roughly. */
  readonly bytes: number;
  readonly read: { readonly row: R } | { readonly fault: Fault };
  /** The row once more, with what is wrong with it, for the file of rejected rows. */
  again(problem: string): string | Buffer;
}

/** The rows of a file in their format. */
export interface RowSource<R> {
  readonly format: 'csv' | 'json-lines';
  readonly rows: AsyncIterable<ReadRow<R>>;
  /** How its file of rejected rows begins. */
  readonly head: string;
  /** The field as the file calls it. */
  nameOf(field: string): string;
}
