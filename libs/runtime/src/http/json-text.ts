/** An answer that is JSON already, as it was stored: reading it only to write it again would cost more than all the rest. */
export class JsonText<T> {
  /** What it says, for the compiler only. */
  declare readonly says: T;

  constructor(readonly text: string) {}
}
