import { escapeHtml } from '../oauth/authorize-page';
import type { Simulator } from '../simulator';

/** For a person who opens the address in a browser. */
export function frontPage(simulator: Simulator): string {
  const rows = simulator.companies
    .all()
    .map(
      ({ key, spec, apiBaseUrl }) =>
        `<li><b>${escapeHtml(key)}</b>: ${spec.calls} calls over ${spec.days} days, ${spec.flavour}; <code>${escapeHtml(apiBaseUrl)}</code></li>`,
    );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Gong simulator</title></head>
<body style="font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:3rem auto"><h1>Gong simulator</h1>
<p>Gong companies to play with; nothing here is real.</p><ul>${rows.join('')}</ul>
<p>See the README of <code>apps/gong-simulator</code> for the control API below <code>/simulator</code>.</p></body></html>`;
}
