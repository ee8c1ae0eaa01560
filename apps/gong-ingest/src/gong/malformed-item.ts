/** One item of an answer that is not as Gong documents it. Names field and expectation, never the value: it may be private. */
export class MalformedItem extends Error {
  constructor(
    readonly field: string,
    expectation: string,
  ) {
    super(`${field}: ${expectation}`);
    this.name = 'MalformedItem';
  }
}
