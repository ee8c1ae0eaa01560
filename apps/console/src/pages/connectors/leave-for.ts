/** On to Gong's own pages; they lead back to `/administration/connectors/authorized`. */
export const leaveFor = (address: string): void => {
  const { protocol } = new URL(address);
  if (protocol !== 'https:' && protocol !== 'http:')
    throw new Error('The address of the authorization is none of the web.');
  window.location.assign(address);
};
