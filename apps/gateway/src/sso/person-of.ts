import type { SsoSettings } from '../settings/sign-in-settings';

export type Claims = Readonly<Record<string, unknown>>;

export interface PersonOfProvider {
  readonly tenantId: string;
  /** Null: the provider says nothing of roles here. */
  readonly role: 'admin' | 'member' | null;
  readonly email: string | null;
  /** Only then may somebody be known by it. */
  readonly emailVerified: boolean;
  readonly name: string;
}

export type Reading = { readonly person: PersonOfProvider } | { readonly refused: string };

const EMAIL = /^[^\s@<>"]{1,64}@[^\s@<>"]{1,180}\.[^\s@<>".]{2,60}$/;
const LONGEST_NAME = 200;

/** What the claims mean at this installation. */
export const personOf = (claims: Claims, { tenant, role }: Pick<SsoSettings, 'tenant' | 'role'>): Reading => {
  const tenantId = 'fixed' in tenant ? tenant.fixed : only(claimOf(claims, tenant.claim));
  if (tenantId === null) return { refused: 'The provider does not say to which tenant you belong, or names several' };
  const roleHere = role === null ? null : roleOf(textsOf(claimOf(claims, role.claim)), role);
  if (roleHere === 'none') return { refused: 'The provider gives you no role here; ask who runs it for one' };
  const { email, email_verified: verified, name, preferred_username: username } = claims;
  const address = typeof email === 'string' && EMAIL.test(email) ? email : null;
  const called = [name, username, address].find((text) => typeof text === 'string' && readable(text) !== '');
  return {
    person: {
      tenantId,
      role: roleHere,
      email: address,
      emailVerified: verified === true,
      name: readable(String(called ?? 'Unnamed')),
    },
  };
};

/** By its name, else as a path: `realm_access.roles`. Names may hold dots themselves (https://example.com/roles). */
const claimOf = (claims: Claims, name: string): unknown => {
  if (Object.hasOwn(claims, name)) return claims[name];
  return name
    .split('.')
    .reduce<unknown>(
      (at, step) =>
        typeof at === 'object' && at !== null && Object.hasOwn(at, step) ? (at as Claims)[step] : undefined,
      claims,
    );
};

const textsOf = (claim: unknown): readonly string[] =>
  (Array.isArray(claim) ? (claim as unknown[]) : [claim]).filter((value) => typeof value === 'string');

const only = (claim: unknown): string | null => {
  const texts = textsOf(claim);
  return texts.length === 1 ? (texts[0] as string) : null;
};

const roleOf = (values: readonly string[], role: NonNullable<SsoSettings['role']>): 'admin' | 'member' | 'none' => {
  if (values.some((value) => role.admin.includes(value))) return 'admin';
  return values.some((value) => role.member.includes(value)) ? 'member' : 'none';
};

const readable = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\p{Surrogate}]/gu, '')
    .trim()
    .slice(0, LONGEST_NAME);
