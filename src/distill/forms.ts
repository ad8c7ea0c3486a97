import { isCommand } from './action.ts';
import { generalizer, type NamedValue } from './generalize.ts';
import { collect, type Pace } from './pace.ts';
import type { ReadRun } from './run.ts';
import { shapeOf } from './shapes.ts';

/**
 * Writes a name a person gave (a branch, a message) over what it is made of:
 * `deps/left-pad-2` becomes `deps/<package>-<major>`. What the name itself is
 * called as a parameter (`<branch>`) is left out: a form of that says nothing.
 */
export async function formOf(run: ReadRun, pace: Pace): Promise<(text: string) => string> {
  const own = run.values.filter(({ name }) => !/^(?:branch|name)(?:-\d+)?$/.test(name));
  const pinned = await pins(run, pace);
  const putPackages = packagesOf(pinned).map(replacing);
  await pace(200);
  const whole = generalizer(own, run.namePlaceholders);
  const versions = [...run.values, ...pinned.map(({ version }) => ({ name: 'version', value: version }))]
    .filter(({ value }) => shapeOf(value) === 'version')
    .slice(0, mostVersions);
  return (text) => versions.reduce(withParts, whole(putPackages.reduce((told, put) => put(told), text)));
}

/** Versions of one recording whose majors are looked for in names. */
const mostVersions = 6;

/** Anything but parameters, ellipses and punctuation is in it. */
export function saysSomething(form: string): boolean {
  return /[\p{L}\p{N}]/u.test(form.replace(/<[^<>]*>/g, ''));
}

/** Ways to name a package with its version: `left-pad@2.0.0`, `@scope/pad@^2`, `django==4.2`. */
const pinnedVersion = /^(@?[\w.-]+(?:\/[\w.-]+)*)(?:@|==|~=|>=)[\^~v]?(\d[\w.-]*|latest|next)$/;

interface Pin {
  readonly name: string;
  readonly version: string;
}

function packagesOf(pinned: readonly Pin[]): NamedValue[] {
  return pinned.flatMap(({ name }) => [
    { name: 'package', value: name },
    ...(name.includes('/') ? [{ name: 'package', value: name.slice(name.lastIndexOf('/') + 1) }] : []),
  ]);
}

function pins(run: ReadRun, pace: Pace): Promise<Pin[]> {
  return collect(run.actions, pace, 0.5, (action) =>
    !isCommand(action) || !action.reading.parts.some(({ role }) => role === 'install')
      ? []
      : action.reading.parts.flatMap((part) =>
          part.role !== 'install'
            ? []
            : part.operands.flatMap((operand) => {
                const [, name, version] = pinnedVersion.exec(operand) ?? [];
                return name === undefined || version === undefined ? [] : [{ name, version }];
              }),
        ),
  );
}

/** Puts the name for a value wherever it stands; other than elsewhere a number may follow: `left-pad-2`. */
function replacing({ name, value }: NamedValue): (text: string) => string {
  if (value.length < 2) return (text) => text;
  const plain = value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const whole = new RegExp(`(?<![\\w.])${plain}(?!\\w)`, 'g');
  return (text) => (text.includes(value) ? text.replace(whole, `<${name}>`) : text);
}

/** The major, or major and minor, of a version that stands by itself between separators. */
function withParts(text: string, { value }: NamedValue): string {
  const [major, minor] = value.split('.');
  if (major === undefined || minor === undefined || !text.includes(major)) return text;
  return text
    .replace(new RegExp(`(?<=[-/_@v ]|^)${major}\\.${minor}(?=$|[-/_ ])`), '<major>.<minor>')
    .replace(new RegExp(`(?<=[-/_@v ])${major}(?=$|[-/_ ])`), '<major>');
}
