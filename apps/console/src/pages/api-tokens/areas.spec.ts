import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AREAS } from './areas';

interface Described {
  readonly tags?: readonly string[];
  readonly 'x-required-role'?: string;
}

describe('the areas that a token is narrowed to', () => {
  it('are those of the API that a member or an admin may call, each once', () => {
    const document = join(__dirname, '../../../../../docs/api/openapi.json');
    const { paths } = JSON.parse(readFileSync(document, 'utf8')) as {
      paths: Record<string, Record<string, Described>>;
    };
    const tags = Object.values(paths)
      .flatMap((path) => Object.values(path))
      .filter(({ 'x-required-role': role }) => role === 'member' || role === 'admin')
      .flatMap(({ tags: own = [] }) => own.map((tag) => tag.toLowerCase().replaceAll(/[^a-z]+/g, '-')));
    expect([...AREAS]).toEqual([...new Set(tags)].sort());
  });
});
