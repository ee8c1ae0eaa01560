import type { OpenApiDocument, OpenApiOperation, OpenApiResponse } from '../openapi/document';
import { curlExample } from './curl-example';
import { Html, html, inline, prose } from './html';
import { renderProperties, renderType } from './render-schema';
import { STYLE } from './style';

interface Placed {
  readonly method: string;
  readonly path: string;
  readonly operation: OpenApiOperation;
}

/** The OpenAPI document as one page that loads nothing else and runs no script. */
export const renderDocs = (document: OpenApiDocument): string => {
  const placed: Placed[] = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  );
  const groups = document.tags.map(({ name }) => ({
    name,
    anchor: `tag-${name.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`,
    operations: placed.filter(({ operation }) => operation.tags.includes(name)),
  }));
  const schemas = Object.entries(document.components.schemas).sort(([a], [b]) => a.localeCompare(b));
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${document.info.title} HTTP API</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<div class="page">
<nav aria-label="Operations">
<a href="#top"><strong>${document.info.title}</strong></a>
${groups.map(
  ({ name, anchor, operations }) =>
    html`<h2><a href="#${anchor}">${name}</a></h2><ul>${operations.map(
      ({ operation }) => html`<li><a href="#${operation.operationId}">${operation.operationId}</a></li>`,
    )}</ul>`,
)}
<h2><a href="#schemas">Schemas</a></h2>
</nav>
<main id="top">
<h1>${document.info.title} HTTP API <span class="soft">${document.info.version}</span></h1>
${prose(document.info.description)}
<p>The same as <a href="/api/openapi.json">OpenAPI 3.1</a>, for tools and generators.
What is told over Kafka: <a href="/api/docs/events">the page of events</a>.</p>
${groups.map(
  ({ name, anchor, operations }) =>
    html`<section id="${anchor}"><h2>${name}</h2>${operations.map(renderOperation)}</section>`,
)}
<section id="schemas"><h2>Schemas</h2>
${schemas.map(
  ([name, schema]) =>
    html`<article id="schema-${name}"><h3>${name}</h3>${renderProperties(schema) ?? renderType(schema)}</article>`,
)}
</section>
</main>
</div>
</body>
</html>`.text;
};

const renderOperation = ({ method, path, operation }: Placed): Html => html`
<article id="${operation.operationId}">
<h3>${operation.summary}</h3>
<p class="address"><span class="method ${method}">${method.toUpperCase()}</span> <code>${path}</code>
<span class="role">${operation['x-required-role']}</span> <span class="soft">${operation.operationId}</span></p>
${prose(operation.description)}
${renderParameters(operation)}
${renderBody(operation)}
<h4>Example</h4>
<pre><code>${curlExample(method, path, operation)}</code></pre>
<h4>Responses</h4>
<ul class="responses">${Object.entries(operation.responses).map(([status, response]) => renderResponse(status, response))}</ul>
</article>`;

const renderParameters = ({ parameters }: OpenApiOperation): Html | null =>
  parameters.length === 0
    ? null
    : html`<h4>Parameters</h4><table><thead><tr><th>Name</th><th>In</th><th>Takes</th><th></th></tr></thead><tbody>${parameters.map(
        (parameter) => html`<tr><td><code>${parameter.name}</code>${parameter.required ? '' : ' (optional)'}</td>
<td>${parameter.in}</td><td>${renderType(parameter.schema)}</td><td class="soft">${new Html(inline(parameter.description ?? ''))}</td></tr>`,
      )}</tbody></table>`;

const renderBody = ({ requestBody }: OpenApiOperation): Html | null => {
  const [content] = Object.entries(requestBody?.content ?? {});
  if (content === undefined) return null;
  const [type, { schema = {} }] = content;
  const line = schema['contentSchema'] as Record<string, unknown> | undefined;
  return html`<h4>Body: <code>${type}</code></h4>
${requestBody?.description === undefined ? null : prose(requestBody.description)}
${line === undefined ? (renderProperties(schema) ?? renderType(schema)) : html`<p>Each line: ${renderType(line)}</p>`}`;
};

const renderResponse = (status: string, { description, content = {} }: OpenApiResponse): Html => {
  const [type, answer] = Object.entries(content)[0] ?? [];
  const about = html`<strong>${status}</strong> ${new Html(inline(description))}`;
  if (type === undefined || type === 'application/problem+json') return html`<li>${about}</li>`;
  const { schema, example } = answer ?? {};
  return html`<li><details><summary>${about} <code>${type}</code></summary>
${schema === undefined ? null : (renderProperties(schema) ?? renderType(schema))}
${example === undefined ? null : html`<pre><code>${JSON.stringify(example, null, 2)}</code></pre>`}</details></li>`;
};
