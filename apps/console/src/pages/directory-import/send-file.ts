import { Problem, type ProblemDocument, toProblem } from '../../api/problem';
import type { JsonOf } from '../../api/types';
import type { Kind } from './columns';

export type ImportResult = JsonOf<'importDirectory'>;

interface Sent {
  readonly kind: Kind;
  readonly file: File;
  readonly query: Readonly<Record<string, string | undefined>>;
  /** From 0 to 1, as the file goes out. */
  onProgress(part: number): void;
  readonly signal: AbortSignal;
}

/** By XMLHttpRequest: fetch does not say how much of a file has gone. */
export const sendFile = ({ kind, file, query, onProgress, signal }: Sent): Promise<ImportResult> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const asked = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) if (value !== undefined) asked.set(name, value);
    request.open('POST', `/api/directory/${kind}/import?${asked.toString()}`);
    request.setRequestHeader('content-type', 'text/csv');
    request.setRequestHeader('x-requested-with', 'gong-timeline');
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total === 0 ? 1 : loaded / total));
    request.addEventListener('load', () => {
      try {
        const answer: unknown = JSON.parse(request.responseText);
        if (request.status === 200) resolve(answer as ImportResult);
        else reject(new Problem(answer as ProblemDocument));
      } catch (error) {
        reject(toProblem(error));
      }
    });
    request.addEventListener('error', () => reject(toProblem(new TypeError('The file did not arrive'))));
    request.addEventListener('abort', () => reject(new Problem(STOPPED)));
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });

const STOPPED = {
  title: 'The import was stopped',
  detail: 'Rows that had arrived before are in. Sending the file again changes nothing of those.',
  code: 'console.import-stopped',
};
