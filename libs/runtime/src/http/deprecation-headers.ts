import type { OperationDefinition } from '@gong-timeline/contracts';

/** RFC 9745 and RFC 8594: since when, until when at least, and what to call instead. */
export const deprecationHeaders = ({ deprecated }: Pick<OperationDefinition, 'deprecated'>): Record<string, string> => {
  if (deprecated === undefined) return {};
  const { since, sunset } = deprecated;
  return {
    deprecation: `@${new Date(`${since}T00:00:00Z`).getTime() / 1000}`,
    sunset: new Date(`${sunset}T00:00:00Z`).toUTCString(),
    link: '</api/docs>; rel="deprecation"; type="text/html"',
  };
};
