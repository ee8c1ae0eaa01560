/** The tenants are being wiped, or were: nothing of them is taken in any more, by whatever way it comes. */
export class TenantGoneError extends Error {
  override readonly name = 'TenantGoneError';

  constructor(readonly tenantIds: readonly string[]) {
    super('The tenant is being wiped, or was wiped');
  }
}
