import { isVisible } from '../calls/overlay';
import { renderCallMeta } from '../calls/render-call';
import type { Company } from '../companies/company';
import type { Answer } from '../http/answer';
import { html } from '../http/answer';
import { escapeHtml } from '../oauth/authorize-page';

/** Where `metaData.url` leads: in place of Gong's own page of the call, one with its title and a player. */
export function showCallPage(company: Company, id: string, nowMs: number): Answer {
  const meta = metaOf(company, id, nowMs);
  if (!meta) return html(404, page('Not found', 'There is no such call in this Gong company.'));
  if (meta['isPrivate'] === true) return html(403, page('Private call', 'Only its participants may open this call.'));
  const title = typeof meta['title'] === 'string' && meta['title'].trim() !== '' ? meta['title'] : 'Untitled call';
  const { audioUrl } = JSON.parse(company.media.block(id, false, nowMs)) as { audioUrl: string };
  return html(
    200,
    page(
      escapeHtml(title),
      `Started ${escapeHtml(String(meta['started']))}</p><p><audio controls src="${escapeHtml(audioUrl)}"></audio>`,
    ),
  );
}

function metaOf(company: Company, id: string, nowMs: number): Record<string, unknown> | null {
  const { ids, schedule } = company.renderer.source;
  const entry = company.overlay.get(id);
  if (entry) return isVisible(entry, nowMs) ? entry.call.metaData : null;
  const number = ids.numberOf(id, schedule.last(nowMs * 1000));
  if (number === null) return null;
  return JSON.parse(renderCallMeta(company.renderer, number)) as Record<string, unknown>;
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head>
<body style="font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:3rem auto"><h1>${title}</h1><p>${body}</p></body></html>`;
}
