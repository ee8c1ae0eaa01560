import type { OpenApiOperation } from '../openapi/document';

/** A request that can be pasted into a shell: `$GATEWAY` and `$TOKEN` are the reader's. */
export const curlExample = (method: string, path: string, operation: OpenApiOperation): string => {
  const names = operation.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
  const address = names.reduce((text, name) => text.replace(`{${name}}`, `$${screaming(name)}`), path);
  const lines = [`curl -sS -X ${method.toUpperCase()} "$GATEWAY${address}"`, '-H "Authorization: Bearer $TOKEN"'];
  const [content] = Object.entries(operation.requestBody?.content ?? {});
  if (content !== undefined) {
    const [type, { example }] = content;
    const isJson = typeof example !== 'string';
    lines.push(
      `-H 'Content-Type: ${type}'`,
      isJson ? `-d ${quoted(JSON.stringify(example))}` : '--data-binary @rows.jsonl',
    );
  }
  const [answer] = Object.entries(operation.responses).find(([status]) => status.startsWith('2')) ?? [];
  const success = operation.responses[answer ?? '']?.content ?? {};
  if (Object.keys(success).some((type) => type.includes('spreadsheet'))) lines.push('-o log.xlsx');
  return lines.join(' \\\n  ');
};

const screaming = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
