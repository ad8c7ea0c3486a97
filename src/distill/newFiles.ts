import { type Claim, excerpt } from './claim.ts';
import { maskValues, noteId } from './ids.ts';
import type { Pace } from './pace.ts';
import { basename, dirname } from './paths.ts';
import type { ReadRun } from './run.ts';
import { code } from './titles.ts';
import { type WorkflowView, workflowKey } from './view.ts';

interface Made {
  readonly run: ReadRun;
  readonly seq: number;
  readonly file: string;
}

const isTest =
  /(?:[._-](?:test|tests|spec|e2e|stories)\.\w+|_(?:test|spec)\.\w+|Tests?\.\w+|Spec\.\w+)$|(?:^|\/)test_[^/]+$/;

/** How new files are called and where their tests go, if several recordings, or the files there are, agree on it. */
export async function newFileClaims(view: WorkflowView, known: readonly string[], pace: Pace): Promise<Claim[]> {
  const made: Made[] = [];
  for (const run of view.runs) {
    await pace(5 + run.actions.length / 20);
    for (const one of madeIn(run)) made.push(one);
  }
  if (view.runs.length < 2) return numberedLike(view, made, known);
  const tests = made.filter(({ file }) => isTest.test(file));
  const others = made.filter(({ file }) => !isTest.test(file));
  return [
    ...shared(tests, placeOfTest(others)).map(([form, of]) => testClaim(view, form, of)),
    ...shared(others, formOfName).map(([form, of]) => nameClaim(view, form, of)),
  ];
}

/** One new file in a row of numbered ones: the next of them. */
function numberedLike(view: WorkflowView, made: readonly Made[], known: readonly string[]): Claim[] {
  const rows = made.flatMap((one) => {
    const form = formOfName(one);
    if (form === undefined || !/<(?:number|timestamp)>/.test(form)) return [];
    const isRow = known.some(
      (file) => file !== one.file && dirname(file) === dirname(one.file) && formOfName({ ...one, file }) === form,
    );
    return isRow ? [{ form, one }] : [];
  });
  return [...new Set(rows.map(({ form }) => form))].map((form) =>
    nameClaim(
      view,
      form,
      rows.filter((row) => row.form === form).map(({ one }) => one),
    ),
  );
}

function madeIn(run: ReadRun): Made[] {
  const files = new Map<string, Made>();
  for (let index = 0; index < run.actions.length; index++) {
    const action = run.actions[index];
    if (!action) continue;
    if (run.verdicts[index] !== undefined) continue;
    const file =
      action.kind === 'file' && action.op === 'create'
        ? action.file
        : action.kind === 'edit' && action.created
          ? action.file
          : undefined;
    if (file !== undefined && !files.has(file)) files.set(file, { run, seq: action.seq, file });
  }
  return [...files.values()];
}

/** Forms that at least two recordings have, with what has them; where parameters make one file of them the steps say it. */
function shared(made: readonly Made[], formOf: (one: Made) => string | undefined): [string, readonly Made[]][] {
  const groups = new Map<string, Made[]>();
  for (const one of made) {
    const form = formOf(one);
    const known = form === undefined ? undefined : groups.get(form);
    if (known) known.push(one);
    else if (form !== undefined) groups.set(form, [one]);
  }
  return [...groups].filter(
    ([, of]) =>
      new Set(of.map(({ run }) => run.id)).size > 1 &&
      (new Set(of.map(({ run, file }) => run.generalize(file))).size > 1 || of.every(hidesNumber)),
  );
}

/** A parameter took the place of the whole name, and of the number that begins it. */
function hidesNumber(one: Made): boolean {
  return (
    /<(?:number|timestamp)>/.test(formOfName(one) ?? '') && /^<[\w-]+>/.test(basename(one.run.generalize(one.file)))
  );
}

/** What a test is called after: `a.spec.ts`, `test_a.py`, `a_test.go` and `ATest.java` are of `a`. */
function subjectOf(file: string): string {
  return basename(file)
    .replace(/\.\w+$/, '')
    .replace(/^test_|[._-](?:tests?|spec|e2e|stories)$|(?:Tests?|Spec)$/g, '');
}

/** Beside what it tests, or the folder it goes to, with what it is called left open. */
function placeOfTest(others: readonly Made[]): (test: Made) => string {
  const keyOf = (run: ReadRun, plain: string) => `${run.id} ${plain}`;
  const folders = new Map<string, string>();
  for (const { run, file } of others) {
    const key = keyOf(run, basename(file).replace(/\.\w+$/, ''));
    if (!folders.has(key)) folders.set(key, dirname(file));
  }
  return ({ run, file }) => {
    const subject = subjectOf(file);
    const name = basename(file).replace(subject, '<name>');
    const isBeside = folders.get(keyOf(run, subject)) === dirname(file);
    return isBeside ? `beside\n${name}` : `${dirname(file)}/${name}`;
  };
}

/** `src/<folder>/<name>.service.ts`, `migrations/<number>_<name>.sql`: only what has more to it than an ending. */
function formOfName({ file }: Made): string | undefined {
  const base = basename(file);
  // `0042_region.sql`, `V13__refunds.sql`, `ADR-7-queues.md`
  const [, letters = '', digits = '', between = '', ending = ''] =
    /^([A-Za-z]{1,4}-?(?=\d)|)(\d+)([_-]+)[A-Za-z][\w-]*((?:\.\w+)+)$/.exec(base) ?? [];
  if (digits !== '' && (letters !== '' || digits.length > 1))
    return `${dirname(file)}/${letters}<${digits.length >= 8 ? 'timestamp' : 'number'}>${between}<name>${ending}`;
  const [, suffix = ''] = /^[\w-]+((?:\.[a-z][a-z-]+)+\.\w+)$/.exec(base) ?? [];
  return suffix === '' ? undefined : `<name>${suffix}`;
}

function testClaim(view: WorkflowView, form: string, of: readonly Made[]): Claim {
  const [place, name] = form.split('\n');
  const where = name === undefined ? `go to ${code(form)}` : `stand beside what they test, as ${code(name)}`;
  return claim(view, `tests ${name ?? place}`, 'Adding a test', `Tests of new code ${where}`, of);
}

function nameClaim(view: WorkflowView, form: string, of: readonly Made[]): Claim {
  return claim(view, `files ${form}`, 'Adding a file', `New files are named ${code(form)}`, of);
}

function claim(view: WorkflowView, identity: string, trigger: string, rule: string, of: readonly Made[]): Claim {
  const runs = view.runs.filter((run) => of.some((one) => one.run.id === run.id));
  return {
    id: noteId('convention', 'new files', [workflowKey(view.workflow), maskValues(identity)]),
    kind: 'convention',
    trigger: `${trigger} in ${view.workflow}`,
    action: rule,
    text: `${rule}.`,
    evidence: of.slice(0, 6).map(({ run, seq, file }) => ({
      recording: run.id,
      from: seq,
      to: seq,
      excerpt: excerpt(run.generalize(file)),
    })),
    runs,
    weight: 4,
  };
}
