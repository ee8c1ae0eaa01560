/** What each group of operations is for. */
const ABOUT_TAGS: Readonly<Record<string, string>> = {
  Sessions: 'Who is signed in, and where else',
  'Tenants and tokens': 'The tenants of an installation, and what opens them: for its operator',
  Tokens: 'API tokens of the tenant, for its admins',
  Members: 'The people of the tenant',
  'Sign-in': 'By password or by the OpenID provider',
  Connections: "A tenant's authorised links to Gong companies",
  'Grants and keys': 'How tokens of Gong are kept, sealed anew and revoked: for the operator',
  Sync: 'What is synced, when, and with which filters',
  Directory: 'Companies, Persons and Users, and their import',
  'User Management': 'Users of Gong, and who of ours they are',
  Timeline: 'Activities, and the Activity Types they are of',
  'Execution log': 'Jobs, and what became of each call',
  'Audit log': 'Who changed what, when and from where',
};

export const toTag = (name: string): { readonly name: string; readonly description: string } => ({
  name,
  description: ABOUT_TAGS[name] ?? name,
});
