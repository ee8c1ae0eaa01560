import type { LookupFunction } from 'node:net';
import { AddressRefused } from './address-refused';
import { isPublicAddress } from './public-address';

/** One answer that is not public spoils them all: which of them is used is for the network to decide. */
export const publicLookup =
  (lookup: LookupFunction): LookupFunction =>
  (hostname, options, callback) =>
    lookup(hostname, options, (error, found, family) => {
      if (error !== null) return callback(error, found, family);
      const addresses = typeof found === 'string' ? [found] : found.map(({ address }) => address);
      const refused = addresses.find((address) => !isPublicAddress(address));
      if (refused === undefined) return callback(null, found, family);
      return callback(new AddressRefused(`"${hostname}" leads to ${refused}, which is not public`), '', 0);
    });
