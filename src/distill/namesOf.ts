import type { Hunk } from '../model/event.ts';
import { remember } from '../model/remember.ts';
import { type EditedText, editedReader } from './editedText.ts';
import { basename, looksLikePath, stem } from './paths.ts';
import type { SimpleCommand } from './shell/read.ts';

/** What printed something. */
interface Speaker {
  readonly output?: string;
}

/** Names that a failure may speak of, each thing's worked out once: it is held against every failure near it. */
export interface Names {
  readonly ofEdit: (hunks: readonly Hunk[]) => EditedText;
  readonly ofFile: (path: string) => FileNames;
  readonly ofPart: (part: SimpleCommand) => PartNames;
  /** A file that a command says it wrote, where nobody saw the file come: `Wrote new config to ./eslint.config.mjs`. */
  readonly ofWritten: (action: Speaker) => readonly string[];
}

export interface FileNames {
  /** The path, and its last part. */
  readonly whole: readonly string[];
  /** The last part without its ending, as it is and as a type is called: "Export writes a header" is about `lib/export.rb`. */
  readonly stems: readonly string[];
}

export interface PartNames {
  /** Files that it writes to. */
  readonly written: readonly string[];
  /** Operands, values of flags and files that it writes to, versions taken off. */
  readonly things: readonly string[];
  /** Words of its own name: `npm run build:schema`, where "schema.json is missing". */
  readonly words: readonly string[];
}

export function namer(): Names {
  return {
    ofEdit: editedReader(),
    ofFile: remember(fileNames),
    ofPart: remember(partNames),
    ofWritten: remember(writtenNames),
  };
}

function fileNames(path: string): FileNames {
  const plain = stem(path);
  const stems = plain.length > 3 ? [plain] : [];
  if (plain.length > 4 && /^[a-z]+$/.test(plain)) stems.push(plain.charAt(0).toUpperCase() + plain.slice(1));
  return { whole: [path, basename(path)], stems };
}

function partNames(part: SimpleCommand): PartNames {
  const written = part.writesTo.flatMap((file) => [file, basename(file)]);
  const values = part.flags.flatMap(({ value }) => (value === undefined ? [] : [value]));
  const things = [...part.operands, ...values, ...part.writesTo].flatMap((thing) => {
    const plain = thing
      .replace(/@[\d^~].*$|[=<>~].*$/, '')
      .replace(/^\.\//, '')
      .replace(/\/$/, '');
    return looksLikePath(plain) ? [plain, basename(plain), stem(plain)] : [plain];
  });
  const words = part.name
    .split(/[\s:/._-]+/)
    .slice(1)
    .filter((word) => word.length > 3 && !generic.has(word));
  return { written, things: [...new Set(things)], words };
}

const generic = new Set([
  'build',
  'test',
  'tests',
  'install',
  'start',
  'check',
  'scripts',
  'script',
  'node',
  'python',
  'main',
  'index',
  'clean',
]);

const wrote =
  /\b(?:wrote|written|created?|generated?|saved)\b[^\n]{0,60}?([\w@./-]*[\w-]\.[a-z]\w{0,5})(?=[\s.,;:'"`)]|$)/i;

function writtenNames({ output }: Speaker): readonly string[] {
  const [, file] = wrote.exec(output ?? '') ?? [];
  return file === undefined ? [] : [basename(file), stem(file)];
}
