/** Text from recordings made safe and short enough for one row, and figures as people read them. */

// Control characters, and the marks that reorder or hide text (Unicode bidirectional controls, zero-width, tags).
const invisible = /[\p{Cc}\p{Cs}\u061C\u200B-\u200F\u2028\u2029\u202A-\u202E\u2060-\u2069\uFEFF\u{E0000}-\u{E007F}]/gu;
const lineBreaks = /\s*(?:\r\n|[\n\r\u2028\u2029])\s*/g;

/** Cuts to at most `limit` code points, the last of them an ellipsis when something was cut. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const points = [...text.slice(0, limit * 2 + 2)];
  return points.length <= limit ? text : `${points.slice(0, Math.max(0, limit - 1)).join('')}…`;
}

/** One line without anything invisible, at most `limit` code points long. */
export function oneLine(text: string, limit = 200): string {
  // Enough is looked at to fill the limit; a text of megabytes is not walked through for a row.
  const head = text.slice(0, limit * 8 + 64);
  const line = head.replace(lineBreaks, ' ⏎ ').replace(/\t/g, ' ').replace(invisible, '').trim();
  return shorten(head.length < text.length ? `${line}…` : line, limit);
}

/** Several lines without anything invisible but line breaks and tabs; CRLF becomes LF. */
export function plainLines(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) =>
      line
        .split('\t')
        .map((part) => part.replace(invisible, ''))
        .join('\t'),
    )
    .join('\n');
}

/** Keeps `$(name)` in a text from becoming an icon where VS Code renders icons in labels. */
export function withoutIcons(text: string): string {
  return text.replaceAll('$(', '\\$(');
}

/** `03:12`, `1:03:12`; from milliseconds, rounded down; negative and non-finite count as zero. */
export function clock(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor((Number.isFinite(milliseconds) ? milliseconds : 0) / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** `512 B`, `2.1 KB`, `3.4 MB`; a KB is 1,024 bytes, as the limits of the loaders count. */
export function byteSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const kilobytes = bytes / 1024;
  return kilobytes < 1024 ? `${kilobytes.toFixed(1)} KB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}
