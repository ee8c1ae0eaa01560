/**
 * Why a connection in this state cannot be used, for people (S4). Shared, so that a job that fails because connector-auth
 * says so, and one that ends because the fact of it came first, give the same reason.
 */
export const whyConnectionNotUsable = (
  state: 'pending' | 'needs-reauthorization' | 'revoked',
  name: string,
): string => {
  switch (state) {
    case 'pending':
      return `The connection "${name}" is not authorized yet: an admin has to authorize it at Gong.`;
    case 'needs-reauthorization':
      return `Gong no longer takes the tokens of the connection "${name}": an admin has to authorize it again.`;
    case 'revoked':
      return `The connection "${name}" was deleted. Create a new one to connect to Gong again.`;
  }
};
