import { serviceVariables } from '@gong-timeline/runtime';
import { type Static, Type } from '@sinclair/typebox';
import { NEEDED_SCOPES } from './oauth/scopes';
import { HOW_TO_MAKE_A_KEY } from './sealing/token-keys';

const address = { pattern: '^https?://[^\\s/?#@]+(/[^\\s?#]*)?$' };

export const variables = Type.Object({
  ...serviceVariables,
  PUBLIC_URL: Type.String({
    ...address,
    description: 'address of the gateway as admins see it; Gong sends them back to it + /api/oauth/gong/callback',
  }),
  GONG_AUTHORIZE_URL: Type.String({
    ...address,
    default: 'https://app.gong.io/oauth2/authorize',
    description: "Gong's page for the consent",
  }),
  GONG_TOKEN_URL: Type.String({
    ...address,
    default: 'https://app.gong.io/oauth2/generate-customer-token',
    description: 'where Gong gives tokens',
  }),
  GONG_API_URL: Type.String({
    ...address,
    default: 'https://api.gong.io',
    description: "Gong's API, for a token answer that names no address of the customer",
  }),
  GONG_CLIENT_ID: Type.String({ minLength: 1, description: 'id of the app that is registered at Gong' }),
  GONG_CLIENT_SECRET: Type.String({ minLength: 1, description: 'secret of the app that is registered at Gong' }),
  GONG_SCOPES: Type.String({ default: NEEDED_SCOPES.join(' '), description: 'scopes to ask Gong for' }),
  GONG_OAUTH_TIMEOUT_MS: Type.Integer({
    minimum: 1_000,
    maximum: 120_000,
    default: 60_000,
    description: 'how long Gong may take for tokens: a later answer is lost, and may cost the connection',
  }),
  TOKEN_MARGIN_S: Type.Integer({
    minimum: 1,
    maximum: 3_600,
    default: 300,
    description: 'an access token that lives no longer than this is refreshed before it is lent',
  }),
  TOKEN_KEYS: Type.String({
    default: '',
    description: `<key-id>:<base64 of 32 bytes>, several separated by commas: the first seals, all open; ${HOW_TO_MAKE_A_KEY}`,
  }),
  TOKEN_KEYS_FILE: Type.String({
    default: '',
    description: 'a file that holds them, in place of TOKEN_KEYS; there each may stand on a line of its own',
  }),
  ALLOWED_PRIVATE_HOSTS: Type.String({
    default: '',
    description:
      "host:port, several separated by commas, that Gong's addresses may lead to although they are not public https",
  }),
});

export type Variables = Static<typeof variables>;
