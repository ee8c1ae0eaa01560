import { ProblemError } from '@gong-timeline/runtime';
import { whatIsWrongWith } from './password-rules';

/** Says what is wrong with a new password, at the field it came in. `about`: what anybody knows of the person. */
export const refuseWeak = (password: string, field: string, about: readonly string[]): void => {
  const wrong = whatIsWrongWith(password, about);
  if (wrong === null) return;
  throw new ProblemError('password.refused', `Choose another password: this one ${wrong}`, [{ field, message: wrong }]);
};
