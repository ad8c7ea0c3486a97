import { isCmdlet } from './cmdlets.ts';
import type { Flag } from './flag.ts';
import {
  aliases,
  interpreters,
  lookUp,
  plainPrograms,
  rolesByName,
  tellsWhat,
  twoWordSubcommands,
  valuedFlags,
} from './knowledge.ts';
import { targeting } from './role.ts';
import { isWord } from './word.ts';

/** The words that name a command, and what is left. */
export interface Named {
  readonly name: string;
  readonly operands: readonly string[];
  readonly flags: readonly Flag[];
}

/**
 * Finds the words that name the command; `docker-compose up` and `docker compose up` get one name. `isLeading`: the
 * first operand stands right behind the program.
 */
export function nameOf(
  program: string,
  first: string,
  flags: readonly Flag[],
  operands: readonly string[],
  isLeading: boolean,
): Named {
  if (program === '') return { name: '', operands, flags };
  const alias = lookUp(aliases, program);
  if (alias) return canonical(alias.split(' '), operands, flags);
  if (interpreters.has(program)) return nameOfScript(program, operands, flags);
  if (program === 'yarn' && operands[0] === 'workspace' && operands[1] !== undefined)
    return canonical([program], operands.slice(2), [...flags, { name: '--workspace', value: operands[1] }]);
  if (program === 'yarn' && operands[0] === 'workspaces') {
    const rest = operands.slice(1).filter((operand) => operand !== 'foreach');
    return canonical([program], rest, flags);
  }
  if (program === 'git' && operands[0] === 'switch') return switched(operands, flags);
  if (plainPrograms.has(program) || isCmdlet(program)) return { name: program, operands, flags };
  if (first.includes('/') && program.includes('/')) return nameOfOwn(program, operands, flags, isLeading);
  if (targeting.has(program)) {
    const targets = operands.filter((operand) => !operand.includes('='));
    return {
      name: [program, ...targets].join(' '),
      operands: operands.filter((operand) => operand.includes('=')),
      flags,
    };
  }
  // `msginit -l fr -o fr.po`: what stands behind a flag is a subcommand only of a program known to have some.
  if (!isLeading && !withSubcommands.has(program)) return { name: program, operands, flags };
  return canonical([program], operands, flags);
}

const withSubcommands: ReadonlySet<string> = new Set(
  [
    ...Object.keys(twoWordSubcommands),
    ...Object.keys(valuedFlags),
    ...Object.keys(rolesByName).filter((name) => name.includes(' ')),
    ...Object.keys(aliases).filter((name) => name.includes(' ')),
  ].map((name) => name.split(' ')[0] ?? ''),
);

/** `bin/flags lint`: what a script of one's own is told to do is part of its name; what it is to do it with is not. */
function nameOfOwn(program: string, operands: readonly string[], flags: readonly Flag[], isLeading: boolean): Named {
  const [told, ...rest] = operands;
  return isLeading && told !== undefined && tellsWhat(told)
    ? { name: `${program} ${told}`, operands: rest, flags }
    : { name: program, operands, flags };
}

/** `git switch -c x` is `git checkout -b x` in newer words. */
function switched([, first, ...more]: readonly string[], flags: readonly Flag[]): Named {
  const name = 'git checkout';
  const creating = flags.findIndex((flag) => /^-c$|^--create$/.test(flag.name));
  const given = flags[creating]?.value;
  const value = given ?? first;
  if (creating < 0 || value === undefined)
    return { name, operands: first === undefined ? [] : [first, ...more], flags };
  const operands = given === undefined || first === undefined ? more : [first, ...more];
  return { name, operands, flags: flags.map((flag, index) => (index === creating ? { name: '-b', value } : flag)) };
}

function canonical(program: readonly string[], operands: readonly string[], flags: readonly Flag[]): Named {
  const [one, two, three] = operands;
  if (one === undefined || !isWord(one, program[0] === 'mix')) {
    return { name: lookUp(aliases, program.join(' ')) ?? program.join(' '), operands, flags };
  }
  const head = [...program, one].join(' ');
  const short = lookUp(aliases, head) ?? head;
  const table = lookUp(twoWordSubcommands, program[0] ?? '') ?? [];
  const deep = program.length === 1 && (table.includes('*') || table.includes(one) || short === 'npm run');
  // `heroku rollback v117`: what has a number to it is what is rolled back.
  if (
    deep &&
    two !== undefined &&
    isWord(two) &&
    !/^v?\d|\d{2}$/.test(two) &&
    two !== 'patch' &&
    two !== 'minor' &&
    two !== 'major'
  ) {
    const name = `${short} ${two}`;
    const third = three !== undefined && short.endsWith('image') ? [three] : [];
    return { name: lookUp(aliases, name) ?? name, operands: operands.slice(2 + third.length), flags };
  }
  return { name: short, operands: operands.slice(1), flags };
}

function nameOfScript(program: string, operands: readonly string[], flags: readonly Flag[]): Named {
  const module = flags.findIndex((flag) => flag.name === '-m');
  if (program === 'python3' && module >= 0) {
    const value = flags[module]?.value ?? operands[0] ?? '';
    const rest = flags[module]?.value === undefined ? operands.slice(1) : operands;
    return { name: `python3 -m ${value}`, operands: rest, flags: flags.filter((_, index) => index !== module) };
  }
  const inline = flags.find((flag) => ['--test', '-e', '-c', '-p', '-v', '--version', '-V'].includes(flag.name));
  if (inline) return { name: `${program} ${inline.name}`, operands, flags: flags.filter((flag) => flag !== inline) };
  const script = operands[0];
  if (script === undefined) return { name: program, operands, flags };
  const sub = operands[1];
  // `python manage.py migrate`: a script that has subcommands of its own.
  if (/(?:manage\.py|artisan|cli\.\w+)$/.test(script) && sub !== undefined && isWord(sub)) {
    return { name: `${program} ${script} ${sub}`, operands: operands.slice(2), flags };
  }
  return { name: `${program} ${script.replace(/^\.\//, '')}`, operands: operands.slice(1), flags };
}
