/** In every schema: tables of the machinery. */
const MACHINERY = {
  migrations: 'names of migrations; the application may only read it',
  outbox_lease: 'which replica relays which shard of the outbox',
  outbox_relay: 'which replicas are alive',
  tenant_gate: 'which tenants are suspended or wiped, by a hash of their id',
};

/**
 * The tables of each schema that are under no row level security, and why: they hold nothing of any tenant. Every
 * other table must be under it, and every table that is under it must not stand here (`tenantIsolationContract`).
 */
export const EXEMPT: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  connector_auth: {
    ...MACHINERY,
    key_holders: 'which replica holds which keys: they seal the tokens of all tenants alike',
  },
  execution_log: MACHINERY,
  gateway: {
    ...MACHINERY,
    operator_tokens: 'whose the installation is: the operator belongs to no tenant',
    sign_in_failures: 'who tries to sign in is of no tenant yet; hashes of what was typed, never an address',
    sso_attempts: 'whom the provider will name is not known yet; random secrets that end with the sign-in',
  },
  gong_ingest: {
    ...MACHINERY,
    gong_rate: "how fast Gong is asked: its limits hold for an installation's client, whoever's calls are read",
  },
  identity_resolution: MACHINERY,
  timeline_writer: MACHINERY,
};
