/** A pattern of LIKE that means the text itself, whatever is in it. */
export const containing = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;
