/**
 * What an admin does in a browser: opens the authorization page, signs in, presses Allow, and is sent back to our
 * callback with the code. Answers what the callback said.
 */
export async function authorizeAtGong(
  authorizeUrl: string,
  signIn: { readonly company: string; readonly userId: string },
  token: string,
): Promise<unknown> {
  const page = await fetch(authorizeUrl, { redirect: 'manual' });
  if (!page.ok)
    throw new Error(`Gong's authorization page answered ${page.status}: ${(await page.text()).slice(0, 300)}`);
  const form = new URLSearchParams(new URL(authorizeUrl).search);
  form.set('company', signIn.company);
  form.set('userId', signIn.userId);
  form.set('decision', 'allow');
  const consent = await fetch(new URL(new URL(authorizeUrl).pathname, authorizeUrl), {
    method: 'POST',
    body: form,
    redirect: 'manual',
  });
  const location = consent.headers.get('location');
  if (consent.status !== 302 || location === null) {
    throw new Error(`Gong did not send the admin back: ${consent.status} ${(await consent.text()).slice(0, 300)}`);
  }
  const callback = await fetch(location, { headers: { authorization: `Bearer ${token}` } });
  const answer = await callback.text();
  if (!callback.ok) throw new Error(`The callback answered ${callback.status}: ${answer.slice(0, 500)}`);
  return JSON.parse(answer);
}
