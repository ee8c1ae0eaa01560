/** A path of our own, never an address: `//` and `/\` would lead elsewhere. The API holds it to the same. */
const OWN_PATH = /^\/([^/\\\s][^\\\s]*)?$/;

/** Where one goes after signing in: what the address asks for, when it is a page of ours; else Home. */
export const returnTo = (address: URLSearchParams): string => {
  const path = address.get('returnTo') ?? '/';
  return OWN_PATH.test(path) && !path.startsWith('/sign-in') ? path : '/';
};
