import assert from 'node:assert/strict';
import { test } from 'node:test';
import xterm from '@xterm/headless';
import fc from 'fast-check';
import { resolveTerminalText } from '../../../src/sanitize/terminalText.ts';

const escapeCharacter = String.fromCharCode(27);

function shownByXterm(raw: string): Promise<string> {
  const terminal = new xterm.Terminal({
    cols: 400,
    rows: 24,
    scrollback: 5_000,
    convertEol: true,
    allowProposedApi: true,
  });
  return new Promise((resolve) => {
    terminal.write(raw, () => {
      const buffer = terminal.buffer.normal;
      const lines = Array.from({ length: buffer.length }, (_, at) => buffer.getLine(at)?.translateToString(true) ?? '');
      terminal.dispose();
      resolve(lines.join('\n').trimEnd());
    });
  });
}

const words = fc.constantFrom('npm test', 'ok', '12 %', 'done', 'Ünïcode', '漢字', 'a', 'x=1');
const piece = fc.oneof(
  { weight: 6, arbitrary: words },
  { weight: 3, arbitrary: fc.constantFrom('\r\n', '\n', '\r', '\b', '\b \b', '\t') },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom('[31m', '[0m', '[K', '[1K', '[2K', '[2D', '[3C', '[1A', '[1B', '[5G', '[2P', '[J', '[2X')
      .map((sequence) => escapeCharacter + sequence),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(
        ']0;title\u0007',
        `]8;;https://x.internal/a${escapeCharacter}\\link`,
        ']633;C\u0007',
        ']52;c;QUJD\u0007',
        '[?25l',
        '[?2004h',
        '(B',
        '7',
        '8',
        '=',
      )
      .map((sequence) => escapeCharacter + sequence),
  },
  {
    weight: 1,
    arbitrary: words.map(
      (word) => `${escapeCharacter}[?1049h${word}\r\n${escapeCharacter}[2J${word}${escapeCharacter}[?1049l`,
    ),
  },
);

/** Plain text keeps its tabs; xterm has only cells. */
function expanded(text: string): string {
  let out = '';
  let column = 0;
  for (const character of text) {
    const width = character === '\t' ? 8 - (column % 8) : /[漢字]/.test(character) ? 2 : 1;
    out += character === '\t' ? ' '.repeat(width) : character;
    column = character === '\n' ? 0 : column + width;
  }
  return out;
}

test('shows what xterm shows, on streams as programs print them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async (pieces) => {
      const raw = pieces.join('');
      const trimmed = (text: string): string =>
        text
          .split('\n')
          .map((line) => line.trimEnd())
          .join('\n')
          .trimEnd();
      assert.equal(trimmed(expanded(resolveTerminalText(raw))), trimmed(await shownByXterm(raw)), JSON.stringify(raw));
    }),
    { numRuns: 400, seed: 7 },
  );
});

test('text without control characters comes back as it is, line ends unified', () => {
  assert.equal(resolveTerminalText('a  \n\tb\r\nc '), 'a  \n\tb\nc ');
});
