export interface JsonFault {
  readonly field: string;
  readonly message: string;
}

/** Nothing of ours is nested deeper than eight; what is deeper is meant to exhaust who reads it. */
export const DEEPEST_JSON = 32;
/** Merged into an object they change what it is, or what made it: never meant well. */
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);
const LONGEST_NAME = 100;

interface Level {
  /** Null in a list. */
  readonly keys: Set<string> | null;
  /** Where this level stands: the key, or the place in the list, that is being read. */
  at: string | number;
  expectsKey: boolean;
}

const QUOTE = 34;
const BACKSLASH = 92;
const COMMA = 44;
const LIST = 91;
const LIST_END = 93;
const OBJECT = 123;
const OBJECT_END = 125;

/**
 * What JSON.parse takes without a word although readers differ about it, or break at it: a key twice in one object (the
 * last one counts here, the first one elsewhere), forbidden keys, and depth. The text need not be JSON: then the answer
 * means nothing, and JSON.parse refuses it.
 */
export const findJsonFault = (text: string, root: string): JsonFault | null => {
  const levels: Level[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    const level = levels[levels.length - 1];
    if (code === QUOTE) {
      const end = endOfText(text, index);
      if (level?.keys != null && level.expectsKey) {
        const key = keyOf(text.slice(index, end + 1));
        level.at = key;
        level.expectsKey = false;
        if (FORBIDDEN.has(key)) return { field: fieldOf(root, levels), message: 'is not known here; leave it out' };
        if (level.keys.has(key)) return { field: fieldOf(root, levels), message: 'is given more than once' };
        level.keys.add(key);
      }
      index = end;
    } else if (code === OBJECT || code === LIST) {
      if (levels.length === DEEPEST_JSON) {
        return { field: root, message: `is nested deeper than ${DEEPEST_JSON} levels` };
      }
      levels.push(
        code === LIST ? { keys: null, at: 0, expectsKey: false } : { keys: new Set(), at: '', expectsKey: true },
      );
    } else if (code === OBJECT_END || code === LIST_END) {
      levels.pop();
    } else if (code === COMMA && level !== undefined) {
      if (typeof level.at === 'number') level.at += 1;
      else level.expectsKey = true;
    }
  }
  return null;
};

/** Of the closing quote; of the last character, where there is none. */
const endOfText = (text: string, start: number): number => {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, start, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length - 1 : end;
};

const isEscaped = (text: string, start: number, end: number): boolean => {
  let first = end;
  while (first - 1 > start && text.charCodeAt(first - 1) === BACKSLASH) first -= 1;
  return (end - first) % 2 === 1;
};

/** `"\u005f_proto__"` is a spelling of it, too. */
const keyOf = (quoted: string): string => {
  if (!quoted.includes('\\')) return quoted.slice(1, -1);
  try {
    return JSON.parse(quoted) as string;
  } catch (error) {
    if (error instanceof SyntaxError) return quoted;
    throw error;
  }
};

/** With escapes for what a person, or a log, cannot read, and no longer than it takes to find it. */
const fieldOf = (root: string, levels: readonly Level[]): string =>
  levels
    .reduce((field, { at }) => (typeof at === 'number' ? `${field}[${at}]` : `${field}.${readable(at)}`), root)
    .slice(0, 10 * LONGEST_NAME);

const readable = (name: string): string => JSON.stringify(name.slice(0, LONGEST_NAME)).slice(1, -1);
