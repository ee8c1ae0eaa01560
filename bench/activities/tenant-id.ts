/** Whose Activities the benchmark reads. */
export const TENANT_ID = 'bench';
