import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** The PATH with grpcurl on it: where it was installed, or where Go puts what it builds. */
export function pathWithGrpcurl(root: string): string {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const more = [join(root, '.local', 'bin'), join(process.env.GOPATH ?? join(homedir(), 'go'), 'bin')];
  const found = [...folders, ...more].find((folder) => existsSync(join(folder, 'grpcurl')));
  if (found === undefined)
    throw new Error(
      'No grpcurl is on the PATH: install it (go install github.com/fullstorydev/grpcurl/cmd/grpcurl@v1.9.4).',
    );
  return [...folders, found].join(delimiter);
}
