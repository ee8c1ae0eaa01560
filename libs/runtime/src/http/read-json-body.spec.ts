import { Readable } from 'node:stream';
import { readJsonBody } from './read-json-body';

const read = (text: string) =>
  readJsonBody(Object.assign(Readable.from([Buffer.from(text)]), { headers: { 'content-type': 'application/json' } }), {
    maxBytes: 1024 * 1024,
    timeoutMs: 1_000,
  });
const refusal = (field: string) => ({
  code: 'request.invalid',
  detail: expect.stringContaining(field),
  errors: [{ field, message: 'expected text without NUL and half characters' }],
});

describe('a JSON body', () => {
  it('is taken as it is, with every character there is', async () => {
    const body = { name: 'Ana \ud83d\ude00\u0001 \\u0000', list: [{ note: 'ü' }, null, 1, true] };
    await expect(read(JSON.stringify(body))).resolves.toEqual(body);
    await expect(read('{"name":"\\ud83d\\ude00"}')).resolves.toEqual({ name: '\ud83d\ude00' });
    await expect(read('')).resolves.toBeUndefined();
  });

  it.each([
    ['{"name":"a\\u0000b"}', 'body.name'],
    ['{"ok":"x","name":"\\ud83d"}', 'body.name'],
    ['{"name":"\\ude00\\ud83d"}', 'body.name'],
    ['{"rules":[{},{"words":["x","\\u0000"]}]}', 'body.rules[1].words[1]'],
    ['"\\u0000"', 'body'],
  ])('with text that cannot be stored is refused, and told where: %s', async (text, field) => {
    await expect(read(text)).rejects.toMatchObject(refusal(field));
  });

  it.each([
    ['{"a\\u0000b":1}', 'body.a\\u0000b'],
    ['{"deep":{"\\udc00":{}}}', 'body.deep.\\udc00'],
  ])('with a key that cannot be stored is refused, and told which: %s', async (text, field) => {
    await expect(read(text)).rejects.toMatchObject(refusal(field));
  });

  it.each(['{', `${'['.repeat(400_000)}${']'.repeat(400_000)}`])('that cannot be read is refused: %#', async (text) => {
    await expect(read(text)).rejects.toMatchObject({ code: 'request.invalid', errors: [{ field: 'body' }] });
  });
});
