import type { EventDefinition } from '@gong-timeline/contracts';
import { type TypeCheck, TypeCompiler } from '@sinclair/typebox/compiler';
import type { TSchema } from '@sinclair/typebox';

const checks = new WeakMap<EventDefinition, TypeCheck<TSchema>>();

function checkOf(event: EventDefinition): TypeCheck<TSchema> {
  let check = checks.get(event);
  if (check === undefined) {
    check = TypeCompiler.Compile(event.schema);
    checks.set(event, check);
  }
  return check;
}

/** What is wrong with the data of a fact: names the field and what was expected. `null` when nothing is. */
export function faultOf(event: EventDefinition, data: unknown): string | null {
  const check = checkOf(event);
  if (check.Check(data)) return null;
  const first = check.Errors(data).First();
  const field = first?.path ? first.path.slice(1).replaceAll('/', '.') : 'data';
  return `${event.type}: field "${field}": ${first?.message ?? 'does not fit the schema'}`;
}

/** Thrown to whoever tells a fact that its schema does not allow: a fault of the teller, so nothing is written. */
export class MalformedFactError extends Error {
  override readonly name = 'MalformedFactError';
  readonly code = 'fact.malformed';
}
