import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { NextFunction, Request, Response } from 'express';
import { pagePolicy } from './page-policy';
import { pickEncoding } from './pick-encoding';

/** Beside the gateway in the tree that the build makes: dist/apps/console. */
const BUILT = join(__dirname, '..', '..', '..', 'console');
const NONCE_IN_PAGE = '__CSP_NONCE__';
/** Named by its content: the same name is the same file for ever. */
const ASSET = /^\/assets\/[\w-]+(?:\.[\w-]+)*\.(js|css|svg|woff2)$/;
const ICON = '/icon.svg';
const TYPES = { js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml', woff2: 'font/woff2' } as const;
/** What is not the console's whoever asks. */
const OTHERS = /^\/(api|internal|health|metrics)(\/|$)/i;
const NOT_BUILT = 'The console is not built: run `npm run build:console`. The API is described at /api/docs.\n';

interface ConsoleOptions {
  readonly publicUrl: URL;
  readonly folder?: string;
}

/**
 * The console, on the one origin of the API: its assets, and its one page for every address that is no file, so that a
 * link into it works. A page is built for one answer (its nonce) and is asked for each time; what it loads never changes.
 */
export const consolePages =
  ({ publicUrl, folder = BUILT }: ConsoleOptions) =>
  async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    const { method } = request;
    const path = pathOf(request);
    if ((method !== 'GET' && method !== 'HEAD') || OTHERS.test(path)) return next();
    const kind = path === ICON ? 'svg' : (ASSET.exec(path)?.[1] as keyof typeof TYPES | undefined);
    if (kind !== undefined) return sendAsset(request, response, next, { folder, path, type: TYPES[kind] });
    if (path !== '/' && request.headers.accept?.includes('text/html') !== true) return next();

    const page = join(folder, 'index.html');
    // In the source tree a page stands there, too, which loads what no browser can run.
    if (!existsSync(join(folder, 'assets')) || !existsSync(page)) {
      response.status(404).type('text/plain').send(NOT_BUILT);
      return;
    }
    const nonce = randomBytes(16).toString('base64');
    response.set({ 'content-security-policy': pagePolicy(nonce, publicUrl), 'cache-control': 'no-cache' });
    response.type('text/html').removeHeader('etag');
    response.end((await readFile(page, 'utf8')).replaceAll(NONCE_IN_PAGE, nonce));
  };

/** As it was asked for: where a middleware is mounted takes its part off `request.path`. */
const pathOf = ({ originalUrl }: Request): string => originalUrl.split('?', 1)[0] ?? '/';

const sendAsset = (
  request: Request,
  response: Response,
  next: NextFunction,
  { folder, path, type }: { readonly folder: string; readonly path: string; readonly type: string },
): void => {
  if (!existsSync(join(folder, 'assets')) || !existsSync(join(folder, path))) return next();
  const encoding = pickEncoding(request.headers['accept-encoding']);
  const compressed = encoding !== null && existsSync(join(folder, path + encoding.suffix));
  response.set({
    'content-type': `${type}; charset=utf-8`,
    'cache-control': path === ICON ? 'max-age=86400' : 'public, max-age=31536000, immutable',
    vary: 'accept-encoding',
    ...(compressed ? { 'content-encoding': encoding.name } : {}),
  });
  const name = path + (compressed ? encoding.suffix : '');
  response.sendFile(name.slice(1), { root: folder, cacheControl: false, lastModified: false, acceptRanges: false });
};
