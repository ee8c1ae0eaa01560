/** Types of fields in people's words. */
export const TYPE_WORDS = { text: 'Text', number: 'Number', date: 'Date', boolean: 'Yes or No' } as const;
