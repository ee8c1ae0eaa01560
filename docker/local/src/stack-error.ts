/** The message is one line for the person at the terminal: what is wrong and what to do. The code is stable. */
export class StackError extends Error {
  constructor(
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'StackError';
  }
}
