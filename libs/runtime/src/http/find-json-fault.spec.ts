import { DEEPEST_JSON, findJsonFault } from './find-json-fault';

const fault = (text: string) => findJsonFault(text, 'body');
const lists = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const objects = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;

describe('what JSON may not hold (X3)', () => {
  it.each([
    '{}',
    '[]',
    '"__proto__"',
    '{"a":"__proto__","b":["constructor"]}',
    '{"a":{"a":1},"b":[{"a":1},{"a":2}]}',
    '{"a\\\\":1,"a":"x\\\\"}',
    '{"a":"\\"a\\":1,\\"a\\":2","b":"{[{["}',
    '{"":1," ":2}',
    lists(DEEPEST_JSON),
    objects(DEEPEST_JSON),
  ])('lets %s through', (text) => expect(fault(text)).toBeNull());

  it.each([
    ['{"a":1,"b":2,"a":3}', 'body.a'],
    ['{"a":1,"\\u0061":3}', 'body.a'],
    ['{"rows":[{"id":1},{"id":2,"x":{"y":1,"y":1}}]}', 'body.rows[1].x.y'],
  ])('refuses a key twice in one object: %s', (text, field) => {
    expect(fault(text)).toEqual({ field, message: 'is given more than once' });
  });

  it.each([
    ['{"__proto__":{"role":"admin"}}', 'body.__proto__'],
    ['{"\\u005f_proto__":1}', 'body.__proto__'],
    ['[{"a":{"constructor":{"prototype":{}}}}]', 'body[0].a.constructor'],
    ['{"prototype":1}', 'body.prototype'],
  ])('refuses keys that change what an object is: %s', (text, field) => {
    expect(fault(text)).toEqual({ field, message: 'is not known here; leave it out' });
  });

  it('refuses what is nested deeper than anybody means, at any length, before it is parsed', () => {
    const message = `is nested deeper than ${DEEPEST_JSON} levels`;
    expect(fault(lists(DEEPEST_JSON + 1))?.message).toBe(message);
    expect(fault(objects(DEEPEST_JSON + 1))?.message).toBe(message);
    expect(fault('['.repeat(1_000_000))).toEqual({ field: 'body', message });
  });

  it.each(['', '}', ']]', '{"a', '{"a":1,,"a"', '{,}', '"\\', '{"\\x":1}'])(
    'says nothing of what is no JSON: %j',
    (text) => {
      expect(fault(text)?.message ?? 'nothing').toMatch(/nothing|more than once/);
    },
  );

  it('shows no more of a name than it takes to find it', () => {
    const name = 'n\n'.repeat(5_000);
    const twice = JSON.stringify({ [name]: 1 }).replace('}', `,${JSON.stringify(name)}:2}`);
    expect(fault(twice)?.field).toBe(`body.${'n\\n'.repeat(50)}`);
  });
});
