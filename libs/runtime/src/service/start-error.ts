/** Why the process cannot start, as one line that says what and what to do. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
