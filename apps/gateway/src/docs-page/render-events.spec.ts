import { toAsyncApi } from '@gong-timeline/contracts';
import { renderEvents } from './render-events';

const document = toAsyncApi();
const page = renderEvents(document);

describe('the page of events (X1)', () => {
  it('shows every public event with each of its fields and headers', () => {
    for (const { name, headers, payload } of Object.values(document.components.messages)) {
      expect(page).toContain(`<article id="${name}">`);
      for (const { properties = {} } of [headers, payload] as { properties?: object }[]) {
        for (const field of Object.keys(properties)) expect(page).toContain(`<code>${field}</code>`);
      }
    }
  });

  it('tells how the topic forgets', () => {
    expect(page).toContain('<code>max.compaction.lag.ms</code></td><td>72000000</td>');
  });

  it('links only to what is on the page, to the document, or to the page of HTTP', () => {
    const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => `#${id}`));
    const links = [...page.matchAll(/ href="([^"]+)"/g)].map(([, href]) => href ?? '');
    expect(links.filter((href) => !ids.has(href)).sort()).toEqual(['/api/asyncapi.json', '/api/docs']);
  });

  it('loads nothing, runs nothing and lets no text of a contract out', () => {
    expect(page).not.toMatch(/<(script|link|img|iframe|object|form)|\ssrc=|\sstyle=|\son\w+=|url\(|@import/);
    const evil = '<script>alert("x")</script>';
    const shown = renderEvents({ ...document, info: { ...document.info, title: evil, description: `- ${evil}` } });
    expect(shown).not.toContain('<script>');
  });
});
