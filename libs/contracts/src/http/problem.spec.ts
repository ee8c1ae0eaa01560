import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROBLEMS } from './problem';

const documented = readFileSync(join(__dirname, '..', '..', '..', '..', 'docs', 'errors.md'), 'utf8');

/** What may stand beside what: a caller who knows one protocol is not surprised by the other. */
const TOGETHER: Readonly<Record<number, readonly string[]>> = {
  400: ['INVALID_ARGUMENT'],
  401: ['UNAUTHENTICATED'],
  403: ['PERMISSION_DENIED'],
  404: ['NOT_FOUND'],
  409: ['ALREADY_EXISTS', 'FAILED_PRECONDITION', 'ABORTED'],
  410: ['FAILED_PRECONDITION'],
  412: ['ABORTED'],
  413: ['RESOURCE_EXHAUSTED'],
  415: ['INVALID_ARGUMENT'],
  422: ['INVALID_ARGUMENT', 'FAILED_PRECONDITION', 'ALREADY_EXISTS'],
  428: ['FAILED_PRECONDITION'],
  429: ['RESOURCE_EXHAUSTED'],
  431: ['RESOURCE_EXHAUSTED'],
  499: ['CANCELLED'],
  500: ['INTERNAL'],
  502: ['UNAVAILABLE'],
  503: ['UNAVAILABLE'],
  504: ['DEADLINE_EXCEEDED'],
};

describe('the table of errors (X2)', () => {
  it.each(Object.entries(PROBLEMS))('says %s alike over HTTP and gRPC', (_, { status, grpc, title }) => {
    expect(TOGETHER[status]).toContain(grpc);
    expect(title).not.toBe('');
  });

  it.each([
    ['UNAUTHENTICATED', 401],
    ['PERMISSION_DENIED', 403],
    ['NOT_FOUND', 404],
  ])('means by %s over gRPC what %i means over HTTP, and nothing else', (name, status) => {
    const codes = Object.values(PROBLEMS).filter(({ grpc }) => grpc === name);
    expect(new Set(codes.map((each) => each.status))).toEqual(new Set([status]));
  });

  it('is in docs/errors.md as it is here, row by row', () => {
    const [, written = ''] = documented.split('## All codes');
    const rows = Object.entries(PROBLEMS).map(
      ([code, { status, grpc, title }]) => `| \`${code}\` | ${status} | ${grpc} | ${title} |`,
    );
    expect(written.split('\n').filter((line) => line.startsWith('| `'))).toEqual(rows);
  });
});
