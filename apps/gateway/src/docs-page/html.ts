/** Text that is HTML already. */
export class Html {
  constructor(readonly text: string) {}
}

type Piece = Html | string | number | readonly Html[] | null | undefined;

/** HTML from a template; whatever is put in is escaped unless it is HTML already, so that no text of a contract can break out. */
export const html = (parts: TemplateStringsArray, ...pieces: readonly Piece[]): Html =>
  new Html(parts.map((part, index) => part + write(pieces[index])).join(''));

const write = (piece: Piece): string => {
  if (piece === null || piece === undefined) return '';
  if (piece instanceof Html) return piece.text;
  if (Array.isArray(piece)) return (piece as readonly Html[]).map(({ text }) => text).join('');
  return escape(String(piece));
};

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

/** The little Markdown that descriptions use: `code` and **strong**, paragraphs by an empty line. */
export const prose = (text: string): Html =>
  new Html(
    text
      .split(/\n\s*\n/)
      .map((paragraph) => `<p>${inline(paragraph)}</p>`)
      .join(''),
  );

export const inline = (text: string): string =>
  escape(text)
    .replaceAll(/`([^`]+)`/g, '<code>$1</code>')
    .replaceAll(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>');
