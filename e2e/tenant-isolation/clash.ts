/**
 * What both tenants call by the same name: each has its own, and neither hears of the other's. None of it tells the
 * tenants apart.
 */
export const CLASH = {
  name: 'Clash',
  email: 'clash@people.example',
  externalId: 'clash',
  customField: 'Clash',
} as const;

export const PASSWORD = 'seven green lanterns at noon';
