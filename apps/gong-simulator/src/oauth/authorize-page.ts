import type { Company } from '../companies/company';
import type { UserEntry } from '../users/user-list';
import type { AuthorizeRequest } from './authorize-request';

/** First step: which Gong company. Each link is the same request with `company` added. */
export function renderCompanyChoice(companies: readonly Company[], query: URLSearchParams): string {
  const links = companies.map(({ key, spec }) => {
    const next = new URLSearchParams(query);
    next.set('company', key);
    return `<li><a href="/oauth2/authorize?${escapeHtml(next.toString())}">${escapeHtml(key)}</a> (${spec.calls} calls, ${spec.flavour})</li>`;
  });
  return page('Sign in to Gong', `<p>Which Gong company do you belong to?</p><ul>${links.join('')}</ul>`);
}

/** Second step: who is signing in, what is asked for, Allow or Deny. Plain form fields, so a script can post them. */
export function renderConsent(company: Company, request: AuthorizeRequest): string {
  const people = company.users
    .all()
    .filter(({ user, avatar }) => !avatar && user['active'] === true)
    .sort((one, other) => Number(other.technicalAdmin) - Number(one.technicalAdmin))
    .slice(0, 200);
  const hidden = {
    company: company.key,
    client_id: request.clientId,
    redirect_uri: request.redirectUri,
    response_type: 'code',
    scope: request.scopes.join(' '),
    state: request.state,
  };
  const fields = Object.entries(hidden)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value ?? '')}">`);
  return page(
    'Allow access?',
    `<p>The application <b>${escapeHtml(request.clientId)}</b> asks for access to the Gong company <b>${escapeHtml(company.key)}</b>:</p>
<ul>${request.scopes.map((scope) => `<li><code>${escapeHtml(scope)}</code></li>`).join('')}</ul>
<form method="post" action="/oauth2/authorize">
${fields.join('\n')}
<p><label>Sign in as <select name="userId">${people.map(option).join('')}</select></label></p>
<p>Only a technical administrator can allow this.</p>
<button name="decision" value="allow">Allow</button> <button name="decision" value="deny">Deny</button>
</form>`,
  );
}

/** A page with one sentence, and the way back to the application when there is one. */
export function renderNotice(title: string, sentence: string, backTo: string | null): string {
  const link = backTo === null ? '' : `<p><a id="back" href="${escapeHtml(backTo)}">Back to the application</a></p>`;
  return page(title, `<p>${escapeHtml(sentence)}</p>${link}`);
}

function option({ user, technicalAdmin }: UserEntry): string {
  const name = `${user['firstName'] ?? ''} ${user['lastName'] ?? ''} <${user['emailAddress'] ?? 'no e-mail'}>`;
  return `<option value="${escapeHtml(user.id)}">${escapeHtml(name)}${technicalAdmin ? ' - technical administrator' : ''}</option>`;
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title} - Gong simulator</title><style>
body{font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:3rem auto;padding:0 1rem;color:#222}
button{font:inherit;padding:.4rem 1.2rem}select{font:inherit;max-width:100%}small{color:#666}
</style></head><body><h1>${title}</h1>${body}<p><small>Gong simulator: no real Gong company is involved.</small></p></body></html>`;
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
