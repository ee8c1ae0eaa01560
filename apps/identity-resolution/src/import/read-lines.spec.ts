import { LONGEST_LINE_BYTES, readLines } from './read-lines';

const read = async (...pieces: (string | Buffer)[]) => {
  const lines = [];
  for await (const line of readLines(stream(pieces))) lines.push(line);
  return lines;
};
async function* stream(pieces: (string | Buffer)[]) {
  for (const piece of pieces) yield Buffer.from(piece as string);
}

describe('the lines of a file', () => {
  it('are numbered from 1, whatever ends them, and blank ones are left out', async () => {
    expect(await read('{"a":1}\r\n\n  \n{"b":2}\n{"c":3}')).toEqual([
      { line: 1, text: '{"a":1}\r' },
      { line: 4, text: '{"b":2}' },
      { line: 5, text: '{"c":3}' },
    ]);
  });

  it('are whole however the stream cuts them, in the middle of a character too', async () => {
    const bytes = Buffer.from('{"name":"Żółw 😀"}\nx');
    const pieces = [...bytes].map((byte) => Buffer.from([byte]));
    expect(await read(...pieces)).toEqual([
      { line: 1, text: '{"name":"Żółw 😀"}' },
      { line: 2, text: 'x' },
    ]);
  });

  it('that are too long are told, and the next one is read', async () => {
    const long = 'x'.repeat(LONGEST_LINE_BYTES);
    expect(await read(long, '\n', `${long}y`, 'z\nok')).toEqual([
      { line: 1, text: long },
      { line: 2, text: null, message: 'expected a line of at most 65536 bytes, got 65538', bytes: null },
      { line: 3, text: 'ok' },
    ]);
  });

  it('that are not UTF-8 are told, and the next one is read', async () => {
    const bytes = Buffer.from([0x22, 0xff, 0x22]);
    expect(await read(bytes, '\nok')).toEqual([
      { line: 1, text: null, message: 'expected text in UTF-8', bytes },
      { line: 2, text: 'ok' },
    ]);
  });

  it('that are blank are kept where they may be part of something longer', async () => {
    const lines = [];
    for await (const { line, text } of readLines(stream(['a\n\nb\n']), { keepBlank: true })) lines.push([line, text]);
    expect(lines).toEqual([
      [1, 'a'],
      [2, ''],
      [3, 'b'],
    ]);
  });

  it('begin after a byte order mark', async () => {
    expect(await read('\uFEFF{}\n')).toEqual([{ line: 1, text: '{}' }]);
  });

  it('are none in an empty file', async () => {
    expect(await read()).toEqual([]);
  });
});
