import { randomBytes } from 'node:crypto';
import { acceptInvitation, addTenantAdmin, getSignInWays } from '@gong-timeline/contracts';
import type { GatewayClient } from './gateway-client';

const EMAIL = 'admin@acme.example';
const PASSWORD_BYTES = 15;

/** How a person signs in; the password is shown this once, and kept nowhere in clear. */
export interface FirstAdmin {
  readonly email: string;
  readonly password: string;
}

/** Sets a random first password by the link, as a person would. Null where people cannot sign in by password. */
export async function makeFirstAdmin(operator: GatewayClient, tenantId: string): Promise<FirstAdmin | null> {
  if (!(await operator.call(getSignInWays)).local) return null;
  const body = { email: EMAIL, name: 'Demo admin', signIn: 'local' } as const;
  const { invitation } = await operator.call(addTenantAdmin, { params: { tenantId }, body });
  if (invitation === null) throw new Error(`${EMAIL} signs in by the provider.`);
  const password = randomBytes(PASSWORD_BYTES).toString('base64url');
  const token = new URL(invitation.url).hash.slice(1);
  await operator.call(acceptInvitation, { body: { token, password } });
  return { email: EMAIL, password };
}

export const signInLine = (admin: FirstAdmin | null, known: string | undefined): string | null => {
  if (admin !== null) return `Sign-in         ${admin.email}, password ${admin.password} (shown this once)`;
  return known === undefined ? null : `Sign-in         ${known}, with the password that was shown at the first start`;
};
