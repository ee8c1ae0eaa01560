export const ADDRESS_REFUSED = 'ADDRESS_REFUSED';

/** Nothing was sent. The message is for logs: it may tell what a name resolved to, which is not for whoever named it. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
  readonly code = ADDRESS_REFUSED;

  constructor(why: string) {
    super(`No connection was made: ${why}. ALLOWED_PRIVATE_HOSTS can name a host that is meant.`);
  }
}
