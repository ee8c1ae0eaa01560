import createClient, { type Middleware } from 'openapi-fetch';
import { Problem, type ProblemDocument } from './problem';
import type { paths } from './schema';

/** Asked of every request that changes something; a page of another origin cannot send it. */
const OWN_PAGES = { 'x-requested-with': 'gong-timeline' };
/** Where a 401 says that the password is wrong, not that nobody is signed in. */
const SIGNING_IN = /^\/api\/(sign-in|me\/password|invitations)/;

/** Told once of a session that has ended; the frame leads to the sign-in page, which keeps the address. */
const signedOut = new EventTarget();
export const onSignedOut = (act: () => void): (() => void) => {
  signedOut.addEventListener('signed-out', act);
  return () => signedOut.removeEventListener('signed-out', act);
};

const problems: Middleware = {
  async onResponse({ response, request }) {
    if (response.ok) return;
    const problem = await readProblem(response);
    const { pathname } = new URL(request.url);
    if (response.status === 401 && !SIGNING_IN.test(pathname)) signedOut.dispatchEvent(new Event('signed-out'));
    throw problem;
  },
};

const readProblem = async (response: Response): Promise<Problem> => {
  const type = response.headers.get('content-type') ?? '';
  if (type.includes('json')) return new Problem((await response.json()) as ProblemDocument);
  return new Problem({
    title: 'An answer that this page cannot read',
    detail: `The address answered ${response.status} without saying why. Try again in a moment.`,
    code: 'console.unreadable',
    status: response.status,
  });
};

/** The whole API, typed by its OpenAPI document. Answers data, or throws a Problem. */
export const api = createClient<paths>({ baseUrl: '/', credentials: 'same-origin', headers: OWN_PAGES });
api.use(problems);

/** `data` with the tag of the state that it shows: sent back as `If-Match`, so that nobody's change is lost unseen. */
export const taggedOf = async <T>(
  answer: Promise<{ data?: T; response: Response }>,
): Promise<{ readonly data: T; readonly etag: string | null }> => {
  const { data, response } = await answer;
  return { data: data as T, etag: response.headers.get('etag') };
};

/** `data` of an answer that has a body: errors were thrown before. */
export const dataOf = async <T>(answer: Promise<{ data?: T }>): Promise<T> => (await answer).data as T;
