import type { Answer } from '../http/answer';
import { html } from '../http/answer';
import type { Simulator } from '../simulator';
import { renderCompanyChoice, renderConsent, renderNotice } from './authorize-page';
import { judgeAuthorizeRequest, returnAddress } from './authorize-request';

/** GET /oauth2/authorize: choose the company, then the consent page. */
export function showAuthorize(simulator: Simulator, query: URLSearchParams): Answer {
  const verdict = judgeAuthorizeRequest(query, simulator.config);
  if (verdict.kind === 'refused') return html(400, renderNotice('This link does not work', verdict.reason, null));
  if (verdict.kind === 'sentBack') return redirect(verdict.location);
  const all = simulator.companies.all();
  const key = query.get('company');
  const company = key === null && all.length === 1 ? all[0] : simulator.companies.find(key ?? '');
  if (company) return html(200, renderConsent(company, verdict.request));
  if (key !== null) return html(400, renderNotice('Unknown company', `There is no Gong company "${key}" here.`, null));
  return html(200, renderCompanyChoice(all, query));
}

/** POST /oauth2/authorize: the decision. 302 back to the application, or a page for a person who may not decide. */
export function decideAuthorize(simulator: Simulator, form: URLSearchParams, nowMs: number): Answer {
  const verdict = judgeAuthorizeRequest(form, simulator.config);
  if (verdict.kind === 'refused') return html(400, renderNotice('This form does not work', verdict.reason, null));
  if (verdict.kind === 'sentBack') return redirect(verdict.location);
  const { redirectUri, scopes, state } = verdict.request;
  const company = simulator.companies.find(form.get('company') ?? '');
  if (!company) {
    return html(
      400,
      renderNotice('Unknown company', `There is no Gong company "${form.get('company') ?? ''}" here.`, null),
    );
  }
  const denied = (description: string) =>
    returnAddress(redirectUri, { error: 'access_denied', error_description: description, state });
  const decision = form.get('decision');
  if (decision === 'deny') return redirect(denied('The user denied access'));
  if (decision !== 'allow') return html(400, renderNotice('No decision', 'decision must be allow or deny.', null));
  const person = company.users.get(form.get('userId') ?? '');
  if (!person?.technicalAdmin || person.user['active'] !== true) {
    const sentence = 'Only a technical administrator of this Gong company can allow access.';
    const back = denied(sentence);
    // The page is read first, then the browser goes back by itself.
    return html(403, renderNotice('You cannot allow this', sentence, back), { refresh: `8; url=${back}` });
  }
  const code = simulator.grants.issueCode(company, scopes, redirectUri, nowMs);
  return redirect(returnAddress(redirectUri, { code, state }));
}

function redirect(location: string): Answer {
  return { status: 302, headers: { location, 'cache-control': 'no-store' }, body: '' };
}
