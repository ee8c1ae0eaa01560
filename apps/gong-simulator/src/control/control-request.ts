import type { Company } from '../companies/company';
import type { Answer } from '../http/answer';
import type { Simulator } from '../simulator';
import { ControlError } from './control-error';
import type { Fields } from './fields';

export interface ControlRequest {
  simulator: Simulator;
  /** What stood in place of `{company}`, `{id}` and `{action}` in the path. */
  names: Record<string, string>;
  body: Fields;
  nowMs: number;
}

export type ControlHandler = (request: ControlRequest) => Answer;

export function companyIn({ simulator, names }: ControlRequest): Company {
  const key = names['company'] ?? '';
  const company = simulator.companies.find(key);
  if (!company) throw new ControlError(`there is no company "${key}"`, 404);
  return company;
}
