import { PROBLEMS } from '@gong-timeline/contracts';
import type { ProblemError } from '@gong-timeline/runtime';
import { styleOnlyPolicy } from '../access/style-only-policy';

const STYLE = `
body { font: 1rem/1.6 system-ui, sans-serif; max-width: 34rem; margin: 15vh auto 0; padding: 0 1.5rem; color-scheme: light dark; }
h1 { font-size: 1.4rem; line-height: 1.3; }
small { opacity: 0.7; }
`;

/** Nothing runs, nothing is loaded, nothing is told to whoever the link leads to. */
export const ERROR_PAGE_HEADERS = {
  'content-security-policy': styleOnlyPolicy(STYLE),
  'referrer-policy': 'no-referrer',
} as const;

/** What a person sees who was led back by the provider and cannot come in: what JSON would say, in words, and a way on. */
export const signInErrorPage = (problem: ProblemError, correlationId: string): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(PROBLEMS[problem.code].title)}</title>
<style>${STYLE}</style>
<main>
<h1>${escaped(PROBLEMS[problem.code].title)}</h1>
<p>${escaped(problem.detail)}.</p>
<p><a href="/">Begin again</a></p>
<p><small>${escaped(problem.code)} &middot; reference ${escaped(correlationId)}</small></p>
</main>
</html>
`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
