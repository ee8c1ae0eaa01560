import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerControl } from '../control/answer-control';
import { showCallPage } from '../media/call-page';
import { serveMedia } from '../media/serve-media';
import { answerToken } from '../oauth/answer-token';
import { decideAuthorize, showAuthorize } from '../oauth/authorize';
import type { Simulator } from '../simulator';
import { html, json, send } from './answer';
import { answerGong } from './answer-gong';
import { frontPage } from './front-page';
import { readBody } from './read-body';

/** Where every request goes; the first segment of the path decides. */
export async function listen(simulator: Simulator, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const target = request.url ?? '/';
  const mark = target.indexOf('?');
  const path = mark === -1 ? target : target.slice(0, mark);
  const query = new URLSearchParams(mark === -1 ? '' : target.slice(mark + 1));
  const method = request.method === 'HEAD' ? 'GET' : (request.method ?? 'GET');
  const [, area = '', key = ''] = path.split('/');

  if (area === 'companies') {
    const company = simulator.companies.find(key);
    if (!company) return send(response, json(404, { errors: [`There is no Gong company "${key}" here`] }));
    const inner = path.slice(`/companies/${key}`.length);
    if (inner === '/call' && method === 'GET')
      return send(response, showCallPage(company, query.get('id') ?? '', Date.now()));
    return answerGong(simulator, company, request, response, inner, query);
  }
  if (area === 'oauth2') {
    if (path === '/oauth2/generate-customer-token' && method === 'POST')
      return answerToken(simulator, request, response, query);
    if (path === '/oauth2/authorize' && method === 'GET') return send(response, showAuthorize(simulator, query));
    if (path === '/oauth2/authorize' && method === 'POST') {
      const form = new URLSearchParams(await readBody(request));
      return send(response, decideAuthorize(simulator, form, Date.now()));
    }
  }
  if (area === 'media' && method === 'GET') {
    return send(response, serveMedia(simulator.companies, path, query, request.headers.range, Date.now()));
  }
  if (area === 'simulator') return answerControl(simulator, request, response, path);
  if (path === '/' && method === 'GET') return send(response, html(200, frontPage(simulator)));
  send(response, json(404, { errors: [`Nothing at ${path}`] }));
}
