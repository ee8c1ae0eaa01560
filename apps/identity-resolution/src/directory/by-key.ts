/** Many values under one key of one tenant: tenant, then key, then the values in the order they came. */
export class ByKey<T> {
  private readonly tenants = new Map<string, Map<string, T[]>>();

  add(tenantId: string, key: string, value: T): void {
    let keys = this.tenants.get(tenantId);
    if (keys === undefined) this.tenants.set(tenantId, (keys = new Map()));
    const values = keys.get(key);
    if (values === undefined) keys.set(key, [value]);
    else values.push(value);
  }

  of(tenantId: string): ReadonlyMap<string, readonly T[]> {
    return this.tenants.get(tenantId) ?? new Map();
  }
}
