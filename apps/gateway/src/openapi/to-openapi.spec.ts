import { defineOperation, OPERATIONS, PROBLEMS } from '@gong-timeline/contracts';
import { Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { exampleOf } from './example-of';
import { toOpenApi } from './to-openapi';

const document = toOpenApi(OPERATIONS);
const offered = OPERATIONS.filter(({ access }) => access !== 'service');

/** Every `$ref` in it, wherever it stands. */
const references = (node: unknown): string[] => {
  if (typeof node !== 'object' || node === null) return [];
  const { $ref } = node as { $ref?: unknown };
  return [...(typeof $ref === 'string' ? [$ref] : []), ...Object.values(node).flatMap(references)];
};

describe('toOpenApi (X2)', () => {
  it('says every operation once, and none that only our own processes call', () => {
    const ids = Object.values(document.paths).flatMap((methods) => Object.values(methods).map((o) => o.operationId));
    expect(ids.sort()).toEqual(offered.map(({ operationId }) => operationId).sort());
    expect(JSON.stringify(document)).not.toContain('/internal/');
  });

  it('says of each operation who may call it, its parameters and all of its problems', () => {
    for (const operation of offered) {
      const written = document.paths[operation.path]?.[operation.method.toLowerCase()];
      const names = [
        ...Object.keys(operation.params?.properties ?? {}),
        ...Object.keys(operation.query?.properties ?? {}),
      ];
      const inAddress = written?.parameters.filter((parameter) => parameter.in !== 'header') ?? [];
      expect(inAddress.map(({ name }) => name)).toEqual(names);
      expect(written?.['x-required-role']).toBe(operation.access);
      const statuses = [
        401,
        403,
        500,
        503,
        ...operation.problems.map((code) => PROBLEMS[code as keyof typeof PROBLEMS].status),
      ];
      expect(Object.keys(written?.responses ?? {})).toEqual(
        expect.arrayContaining([String(operation.status), ...statuses.map(String)]),
      );
    }
  });

  it('says of what starts or creates that it takes an Idempotency-Key, and of what two may edit that it needs If-Match', () => {
    const header = (operation: (typeof offered)[number], name: string) =>
      document.paths[operation.path]?.[operation.method.toLowerCase()]?.parameters.find(
        (parameter) => parameter.in === 'header' && parameter.name === name,
      );
    for (const operation of offered) {
      const { idempotency, needsIfMatch } = operation;
      expect(header(operation, 'Idempotency-Key')?.required).toBe(idempotency === undefined ? undefined : false);
      expect(header(operation, 'If-Match')?.required).toBe(
        needsIfMatch === undefined ? undefined : needsIfMatch === true,
      );
    }
  });

  it('says of each group of operations what it is for', () => {
    for (const { name, description } of document.tags) expect([name, description]).not.toEqual([name, name]);
  });

  it('refers to nothing that is not there, and carries no $id', () => {
    const known = new Set([
      ...Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`),
      ...Object.keys(document.components.examples).map((name) => `#/components/examples/${name}`),
    ]);
    expect(references(document).filter((reference) => !known.has(reference))).toEqual([]);
    expect(JSON.stringify(document)).not.toContain('"$id"');
  });

  it('says that a request may leave out what has a default', () => {
    const { schema } =
      document.paths['/api/connections/{connectionId}/sync-settings']?.put?.requestBody?.content['application/json'] ??
      {};
    expect(schema?.required).toEqual(['enabled']);
  });

  it('writes a named schema once, also where it stands inside another', () => {
    const Inner = Type.Object({ id: Type.String() }, { $id: 'Inner' });
    const Outer = Type.Object({ inner: Inner, kind: Type.Union([Type.Literal('a'), Type.Null()]) }, { $id: 'Outer' });
    const operation = defineOperation({
      operationId: 'readOuter',
      method: 'GET',
      path: '/outer',
      owner: 'gateway',
      access: 'member',
      tag: 'Spec',
      summary: 'Read',
      status: 200,
      response: Type.Object({ items: Type.Array(Outer) }),
      problems: [],
    });
    const { components, paths } = toOpenApi([operation]);
    expect(components.schemas.Outer).toEqual({
      type: 'object',
      required: ['inner', 'kind'],
      properties: { inner: { $ref: '#/components/schemas/Inner' }, kind: { enum: ['a', null] } },
    });
    expect(paths['/outer']?.get?.responses['200']?.content?.['application/json']?.schema).toMatchObject({
      properties: { items: { items: { $ref: '#/components/schemas/Outer' } } },
    });
    const Other = Type.Object({ other: Type.Integer() }, { $id: 'Inner' });
    const clash = { ...operation, operationId: 'clash', path: '/clash', response: Other };
    expect(() => toOpenApi([operation, clash])).toThrow('Two different schemas have the $id Inner');
  });

  it.each(offered.map((operation) => [operation.operationId, operation] as const))(
    'shows examples that %s itself would take and give',
    (_, { body, response, params, requestStream }) => {
      for (const schema of [body, response, params, requestStream?.line]) {
        if (schema === undefined) continue;
        const example = exampleOf(schema);
        expect({ example, errors: [...Value.Errors(schema, example)] }).toEqual({ example, errors: [] });
      }
    },
  );
});
