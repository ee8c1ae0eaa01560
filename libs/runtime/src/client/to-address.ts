import type { OperationDefinition } from '@gong-timeline/contracts';

/** Path and query of an operation. A parameter never adds a path segment: `/` and `..` in it are escaped. */
export const toAddress = (
  operation: OperationDefinition,
  params: Readonly<Record<string, unknown>> = {},
  query: Readonly<Record<string, unknown>> = {},
): string => {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    const text = value === undefined ? '' : String(value);
    if (text === '' || text === '.' || text === '..') {
      throw new Error(`${operation.operationId} needs a value for the parameter ${name}`);
    }
    return encodeURIComponent(text);
  });
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null) search.set(name, String(value));
  }
  return search.size === 0 ? path : `${path}?${search.toString()}`;
};
