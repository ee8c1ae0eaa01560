/** A request to the control API that cannot be carried out: names the field and what is expected of it. */
export class ControlError extends Error {
  constructor(
    message: string,
    readonly status: 400 | 404 | 405 | 409 = 400,
  ) {
    super(message);
  }
}
