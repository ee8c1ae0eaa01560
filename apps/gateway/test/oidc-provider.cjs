/**
 * A real OpenID provider (oidc-provider), in a process of its own: it is ESM only, and so is no module of jest's. It is
 * told over IPC who signs in, and how to misbehave: then it re-makes the ID token that it really issued.
 */
const { createServer } = require('node:http');
const { generateKeyPairSync } = require('node:crypto');
const { SignJWT, UnsecuredJWT, decodeJwt, exportJWK } = require('jose');
const { Provider } = require('oidc-provider');

const SCOPES = 'openid email profile';
let told = { account: { sub: 'nobody' }, deny: false, tamper: null };
process.on('message', (message) => {
  told = message;
  process.send({ heard: true });
});
process.on('disconnect', () => process.exit(0));

const rsa = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
const ours = rsa();
const strangers = rsa();
const HEADER = { alg: 'RS256', kid: 'the-key', typ: 'JWT' };

const sign = (claims, key = ours.privateKey, header = HEADER) =>
  new SignJWT(claims).setProtectedHeader(header).sign(key);
const minutesAgo = (minutes) => Math.floor(Date.now() / 1000) - minutes * 60;

/** Each from the claims of the token that was really issued. */
const TAMPERED = {
  'alg-none': (claims) => new UnsecuredJWT(claims).encode(),
  'hs256-with-the-public-key': (claims) =>
    sign(claims, Buffer.from(ours.publicKey.export({ type: 'spki', format: 'pem' })), { alg: 'HS256', kid: 'the-key' }),
  'hs256-with-the-client-secret': (claims) =>
    sign(claims, Buffer.from(process.env.CLIENT_SECRET), { alg: 'HS256', kid: 'the-key' }),
  'another-key': (claims) => sign(claims, strangers.privateKey),
  'an-unknown-key': (claims) => sign(claims, strangers.privateKey, { ...HEADER, kid: 'another-key' }),
  expired: (claims) => sign({ ...claims, iat: minutesAgo(70), exp: minutesAgo(10) }),
  'foreign-audience': (claims) => sign({ ...claims, aud: 'another-client' }),
  'another-audience-beside': (claims) => sign({ ...claims, aud: [claims.aud, 'another-client'] }),
  'wrong-issuer': (claims) => sign({ ...claims, iss: 'https://evil.example' }),
  'wrong-nonce': (claims) => sign({ ...claims, nonce: 'of-another-sign-in' }),
  'no-nonce': ({ nonce: _, ...claims }) => sign(claims),
  'no-subject': ({ sub: _, ...claims }) => sign(claims),
  'another-subject': (claims) => sign({ ...claims, sub: 'somebody-else' }),
  'no-token': () => Promise.resolve(undefined),
};

const server = createServer((request, response) => handle(request, response));
let handle = (_request, response) => response.writeHead(503).end();
server.listen(0, '127.0.0.1', async () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const jwk = { ...(await exportJWK(ours.privateKey)), kid: 'the-key', alg: 'RS256', use: 'sig' };
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: process.env.CLIENT_ID,
        client_secret: process.env.CLIENT_SECRET,
        redirect_uris: [`${process.env.PUBLIC_URL}/api/sign-in/sso/callback`],
        post_logout_redirect_uris: [`${process.env.PUBLIC_URL}/`],
      },
    ],
    jwks: { keys: [jwk] },
    cookies: { keys: ['a key of the spec'] },
    claims: { openid: ['sub', 'roles', 'org'], email: ['email', 'email_verified'], profile: ['name'] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ ...told.account, sub }) }),
    loadExistingGrant: async ({ oidc }) => {
      const { clientId } = oidc.client;
      const grant = new oidc.provider.Grant({ clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope(SCOPES);
      grant.addOIDCClaims(['roles', 'org']);
      await grant.save();
      return grant;
    },
  });
  provider.use(async (context, next) => {
    await next();
    if (context.path === '/.well-known/openid-configuration') context.body = { ...context.body, ...told.metadata };
    const tamper = TAMPERED[told.tamper];
    if (context.path !== '/token' || tamper === undefined || context.body?.id_token === undefined) return;
    context.body = { ...context.body, id_token: await tamper(decodeJwt(context.body.id_token)) };
  });
  const callback = provider.callback();
  handle = (request, response) => {
    if (!request.url.startsWith('/interaction/')) return callback(request, response);
    const result = told.deny ? { error: 'access_denied' } : { login: { accountId: told.account.sub } };
    return provider.interactionFinished(request, response, result);
  };
  process.send({ issuer });
});
