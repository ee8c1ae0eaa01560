import { isLoopbackUrl } from '@gong-timeline/runtime';

/**
 * What a page of the console may do. Scripts and styles are files of ours; a style tag that a component adds at run time
 * needs the nonce of the answer. Media are played from Gong's storage, whose host is different with each recording; a
 * local simulator has no TLS.
 */
export const pagePolicy = (nonce: string, publicUrl: URL): string => {
  const media = isLoopbackUrl(publicUrl) ? "'self' https: http://127.0.0.1:* http://localhost:*" : "'self' https:";
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    `media-src ${media}`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
};
