import { OPERATIONS } from '@gong-timeline/contracts';
import { Type } from '@sinclair/typebox';
import { toOpenApi } from '../openapi/to-openapi';
import { curlExample } from './curl-example';
import { html, prose } from './html';
import { renderDocs } from './render-docs';

const document = toOpenApi(OPERATIONS);
const page = renderDocs(document);

describe('the documentation page', () => {
  it('shows every operation with its address, and every named schema', () => {
    for (const [path, methods] of Object.entries(document.paths)) {
      expect(page).toContain(`<code>${path}</code>`);
      for (const { operationId } of Object.values(methods)) expect(page).toContain(`<article id="${operationId}">`);
    }
    for (const name of Object.keys(document.components.schemas))
      expect(page).toContain(`<article id="schema-${name}">`);
  });

  it('links only to what is on the page, or to the document', () => {
    const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => `#${id}`));
    const links = [...page.matchAll(/ href="([^"]+)"/g)].map(([, href]) => href ?? '');
    expect(links.filter((href) => !['/api/openapi.json', '/api/docs/events'].includes(href) && !ids.has(href))).toEqual(
      [],
    );
    expect(ids.size).toBe([...page.matchAll(/ id="/g)].length);
  });

  it('loads nothing and runs nothing', () => {
    expect(page).not.toMatch(/<(script|link|img|iframe|object|form)|\ssrc=|\sstyle=|\son\w+=|url\(|@import/);
  });

  it('escapes whatever a contract says', () => {
    const evil = '<script>alert("x")</script>';
    const operation = { ...OPERATIONS[0]!, summary: evil, description: evil, tag: evil };
    const shown = renderDocs(
      toOpenApi([{ ...operation, query: Type.Object({ [evil]: Type.String({ description: evil }) }) }]),
    );
    expect(shown).not.toContain('<script>');
    expect(html`${evil}`.text).toBe('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;');
    expect(prose('a `<b>` **c**').text).toBe('<p>a <code>&lt;b&gt;</code> <strong>c</strong></p>');
  });
});

describe('curlExample', () => {
  const of = (path: string, method: string) => curlExample(method, path, document.paths[path]![method]!);

  it('can be pasted into a shell', () => {
    expect(of('/api/connections', 'post')).toBe(
      `curl -sS -X POST "$GATEWAY/api/connections" \\
  -H "Authorization: Bearer $TOKEN" \\
  -H 'Content-Type: application/json' \\
  -d '{"connector":"gong","name":"Acme"}'`,
    );
    expect(of('/api/jobs/{jobId}/log.xlsx', 'get')).toBe(
      'curl -sS -X GET "$GATEWAY/api/jobs/$JOB_ID/log.xlsx" \\\n  -H "Authorization: Bearer $TOKEN" \\\n  -o log.xlsx',
    );
    expect(of('/api/directory/{kind}/import', 'post')).toContain('--data-binary @rows.jsonl');
  });
});
