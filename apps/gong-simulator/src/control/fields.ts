import { ControlError } from './control-error';

/** A JSON object from outside, read member by member; each refusal names the member and what is expected. */
export class Fields {
  constructor(readonly raw: Record<string, unknown>) {}

  /** Refuses members that nobody reads: most often they are misspelt. */
  only(...names: string[]): this {
    const strange = Object.keys(this.raw).find((name) => !names.includes(name));
    if (strange !== undefined) throw new ControlError(`${strange}: unknown; known are ${names.join(', ')}`);
    return this;
  }

  has(name: string): boolean {
    return this.raw[name] !== undefined;
  }

  text(name: string): string | null {
    const value = this.raw[name] ?? null;
    if (value !== null && typeof value !== 'string') throw new ControlError(`${name}: must be a text`);
    return value;
  }

  whole(name: string, fallback: number, least: number, most: number): number {
    const value = this.raw[name] ?? fallback;
    if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most) {
      throw new ControlError(`${name}: must be a whole number from ${least} to ${most}`);
    }
    return value;
  }

  flag(name: string, fallback: boolean): boolean {
    const value = this.raw[name] ?? fallback;
    if (typeof value !== 'boolean') throw new ControlError(`${name}: must be true or false`);
    return value;
  }

  oneOf<Name extends string>(name: string, known: readonly Name[], fallback?: Name): Name {
    const value = this.raw[name] ?? fallback;
    if (!known.includes(value as Name)) throw new ControlError(`${name}: must be one of ${known.join(', ')}`);
    return value as Name;
  }

  texts(name: string): string[] {
    const value = this.raw[name] ?? [];
    if (!Array.isArray(value) || !value.every((item): item is string => typeof item === 'string')) {
      throw new ControlError(`${name}: must be a list of texts`);
    }
    return value;
  }

  object(name: string): Record<string, unknown> | null {
    const value = this.raw[name] ?? null;
    if (value === null) return null;
    if (typeof value !== 'object' || Array.isArray(value)) throw new ControlError(`${name}: must be an object`);
    return value as Record<string, unknown>;
  }

  /** Milliseconds since 1970. */
  moment(name: string): number | null {
    const text = this.text(name);
    if (text === null) return null;
    const value = Date.parse(text);
    if (Number.isNaN(value)) throw new ControlError(`${name}: must be an ISO-8601 time`);
    return value;
  }
}

export function parseFields(text: string): Fields {
  if (text.trim() === '') return new Fields({});
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ControlError(`the body is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new ControlError('the body must be a JSON object');
  return new Fields(value as Record<string, unknown>);
}
