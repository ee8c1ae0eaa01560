import type { AsyncApiDocument, AsyncApiMessage } from '@gong-timeline/contracts';
import { Html, html, inline, prose } from './html';
import { renderProperties } from './render-schema';
import { STYLE } from './style';

/** The AsyncAPI document as one page that loads nothing else and runs no script. */
export const renderEvents = ({ info, channels, components }: AsyncApiDocument): string => {
  const topics = Object.values(channels).map((channel) => ({
    channel,
    messages: Object.values(channel.messages).map(
      ({ $ref }) => components.messages[$ref.split('/').pop() ?? ''] as AsyncApiMessage,
    ),
  }));
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${info.title}</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<div class="page">
<nav aria-label="Events">
<a href="#top"><strong>${info.title}</strong></a>
${topics.map(
  ({ channel, messages }) =>
    html`<h2><a href="#${channel.address}">${channel.address}</a></h2><ul>${messages.map(
      ({ name }) => html`<li><a href="#${name}">${shortName(name)}</a></li>`,
    )}</ul>`,
)}
<h2><a href="/api/docs">HTTP API</a></h2>
</nav>
<main id="top">
<h1>${info.title} <span class="soft">${info.version}</span></h1>
${about(info.description)}
<p>The same as <a href="/api/asyncapi.json">AsyncAPI 3</a>, for tools and generators.</p>
${topics.map(
  ({ channel, messages }) => html`<section id="${channel.address}"><h2>${channel.address}</h2>
${prose(channel.description)}
<table><thead><tr><th>Setting of the topic</th><th></th></tr></thead><tbody>
<tr><td><code>partitions</code></td><td>${channel.bindings.kafka.partitions}</td></tr>
${Object.entries(channel.bindings.kafka.topicConfiguration).map(
  ([name, value]) => html`<tr><td><code>${name}</code></td><td>${String(value)}</td></tr>`,
)}</tbody></table>
${messages.map(renderMessage)}</section>`,
)}
</main>
</div>
</body>
</html>`.text;
};

const renderMessage = ({ name, summary, headers, payload, bindings, examples }: AsyncApiMessage): Html => {
  const [example] = examples;
  const key = (bindings.kafka.key.examples as readonly string[])[0];
  return html`<article id="${name}">
<h3>${shortName(name)}</h3>
<p class="address"><code>${name}</code></p>
${prose(summary)}
<h4>Value</h4>
${payload.type === 'null' ? html`<p>None: a tombstone.</p>` : renderProperties(payload)}
<details><summary>Headers</summary>${renderProperties(headers)}</details>
<details><summary>Example</summary><pre><code>${[
    `key: ${key}`,
    ...Object.entries(example?.headers ?? {}).map(([header, value]) => `${header}: ${value}`),
    '',
    JSON.stringify(example?.payload, null, 2),
  ].join('\n')}</code></pre></details>
</article>`;
};

/** Paragraphs, and lists of one line an entry. */
const about = (text: string): Html[] =>
  text
    .split('\n\n')
    .map((part) =>
      part.startsWith('- ')
        ? html`<ul>${part.split('\n').map((line) => html`<li>${new Html(inline(line.slice(2)))}</li>`)}</ul>`
        : prose(part),
    );

/** `timeline.activity-created.v1` -> `activity-created`. */
const shortName = (name: string): string => name.split('.')[1] ?? name;
