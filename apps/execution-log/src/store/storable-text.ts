/** PostgreSQL's text holds neither; Gong's titles and names do (Gong fact: odd titles). */
const UNSTORABLE = /[\0\p{Cs}]/gu;

export const storableText = (text: string): string => text.replace(UNSTORABLE, '');

export const storableTextOrNull = (text: string | null): string | null => (text === null ? null : storableText(text));
