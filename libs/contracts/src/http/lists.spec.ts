import type { TSchema } from '@sinclair/typebox';
import { OPERATIONS } from './operations';

const offered = OPERATIONS.filter(({ access }) => access !== 'service');
const isPaged = ({ response }: (typeof offered)[number]): boolean => response?.properties?.nextCursor !== undefined;
/** What it takes; the words about it may differ. */
const shapeOf = ({ description: _, ...schema }: TSchema): string => JSON.stringify(schema);
const namesOf = ({ query }: (typeof offered)[number]): string[] => Object.keys(query?.properties ?? {});

/** A job has a status of its own, as a Gong user has; the codes of a sign-in and of an outcome share a name only. */
const DIFFERENT_THINGS = ['status', 'code'];

describe('the lists of HTTP (X2)', () => {
  it('are paged by cursor and limit where they give a next cursor, and nowhere else', () => {
    const paged = offered.filter(isPaged);
    expect(paged.length).toBeGreaterThan(12);
    for (const operation of offered) {
      const { operationId } = operation;
      const given = ['cursor', 'limit'].filter((name) => namesOf(operation).includes(name));
      expect([operationId, given]).toEqual([operationId, isPaged(operation) ? ['cursor', 'limit'] : []]);
    }
  });

  it('take the same by the same name: a search, a span of time, an id', () => {
    const shapes = new Map<string, Map<string, string[]>>();
    for (const { operationId, query } of offered) {
      for (const [name, schema] of Object.entries(query?.properties ?? {})) {
        if (DIFFERENT_THINGS.includes(name) || operationId.startsWith('complete')) continue;
        const known = shapes.get(name) ?? new Map<string, string[]>();
        known.set(shapeOf(schema as TSchema), [...(known.get(shapeOf(schema as TSchema)) ?? []), operationId]);
        shapes.set(name, known);
      }
    }
    const unlike = [...shapes].filter(([, known]) => known.size > 1);
    expect(unlike.map(([name, known]) => [name, [...known.values()]])).toEqual([]);
  });

  it('bound a time by from, to and timeZone together, and are sorted by nothing but their own order', () => {
    for (const operation of offered) {
      const { operationId } = operation;
      const names = namesOf(operation);
      if (names.includes('from') || names.includes('to'))
        expect([operationId, names]).toEqual([operationId, expect.arrayContaining(['from', 'to', 'timeZone'])]);
      expect(names.filter((name) => /sort|order|page|offset|size/i.test(name))).toEqual([]);
    }
  });
});
