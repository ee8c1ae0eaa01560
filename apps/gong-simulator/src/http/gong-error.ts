/** A refusal in Gong's words: it becomes the error envelope with this status. */
export class GongError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
  }
}
