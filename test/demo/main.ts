/**
 * `npm run demo`: on a fresh machine, a scripted person records a release in a real VS Code with the
 * packaged extension, reviews the notes and applies them. Prints what came of it; exit 0 only if all held.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { openEditor } from '../editor/open.ts';
import { packageExtension } from '../editor/package.ts';
import { projectRoot } from '../editor/paths.ts';
import { isRunning, run } from '../editor/processes.ts';
import { progressOnStderr } from '../editor/progress.ts';
import { fakeCredential, findSecret } from './credential.ts';
import { applyNotes, cutRelease, lookAtContext } from './person.ts';
import { countKinds, type RecordingOnDisk, recordingsIn } from './recordings.ts';
import { makeSample } from './sample.ts';

const folder = ownFolder(join(projectRoot, '.mirror-demo', 'run'));
const workspace = join(folder, 'workspace');
const contextFiles = ['AGENTS.md', 'MEMORY.md', join('.agents', 'skills', 'cut-a-release', 'SKILL.md')];

interface Recorded {
  recording: RecordingOnDisk;
  data: string;
  screenshot: string;
  secret: string;
  /** The gaps as they were before anything was applied. */
  gapsBefore: string;
}

async function record(): Promise<Recorded> {
  const progress = progressOnStderr('demo');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  try {
    progress.step('packages the extension');
    const vsix = await packageExtension();
    await makeSample(workspace);
    progress.step('opens the editor');
    const editor = await openEditor({ vsix, workspace, scratch: folder, trust: 'yes' });
    try {
      const secret = fakeCredential();
      const release = { workflow: 'Cut a release', version: '1.3.0', credential: secret };
      await cutRelease(editor.page, release, (what, done, total) => progress.step(`a person ${what}`, done, total));
      const [recording] = recordingsIn(editor.server.globalStorage);
      if (!recording) throw new Error('nothing was recorded');
      const gapsBefore = await gapsOf(recording);
      progress.step('a person reviews the notes and applies them');
      await applyNotes(editor.page);
      progress.step('a person looks at what agents will read');
      await lookAtContext(editor.page);
      const screenshot = await editor.page.screenshot(join(folder, 'screenshot.png'));
      return { recording, data: editor.data, screenshot, secret, gapsBefore };
    } catch (error) {
      const picture = await editor.page.screenshot(join(folder, 'failed.png'));
      throw new Error(`the person got stuck; what they saw is in ${shown(picture)}`, { cause: error });
    } finally {
      await editor.close();
    }
  } finally {
    progress.end();
  }
}

/** What the command line says that no context explains. */
async function gapsOf(recording: RecordingOnDisk): Promise<string> {
  const cli = join(projectRoot, 'dist', 'cli.js');
  const ended = await run(process.execPath, [cli, 'gaps', '--recording', recording.file, '--root', workspace]);
  if (ended.code !== 0) throw new Error(`mirror gaps failed:\n${ended.output}`);
  return ended.output.trimEnd();
}

/** Prints it all, and gives the sentences about what did not hold. */
async function report({ recording, data, screenshot, secret, gapsBefore }: Recorded): Promise<string[]> {
  const problems: string[] = [];
  heading(`Recorded: ${recording.header.workflow}`);
  for (const [kind, count] of Object.entries(countKinds(recording.events))) console.log(`${kind.padEnd(12)} ${count}`);
  console.log(shown(recording.file));

  const written = contextFiles.map((name) => {
    const file = join(workspace, name);
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    if (!text) problems.push(`${name} was not written`);
    heading(name);
    console.log(text.trimEnd());
    return text;
  });
  const always = written.slice(0, 2).join('\n');
  for (const [what, found] of [
    ['the failing command', /npm test/],
    ['its cause', /data\/rates\.json/],
    ['its fix', /build-rates/],
    ['the version as a parameter', /<version>/],
  ] as const) {
    if (!found.test(always)) problems.push(`AGENTS.md and MEMORY.md do not name ${what}`);
  }
  for (const noise of [/\bls\b/, /git status/, /1\.3\.0/]) {
    if (noise.test(always)) problems.push(`AGENTS.md or MEMORY.md mention ${noise.source}`);
  }

  heading('Gaps before, when nothing was explained');
  console.log(gapsBefore.split('\n', 1)[0]);
  heading('Gaps that are left');
  console.log(await gapsOf(recording));

  heading('The credential');
  const leaks = await findSecret(secret, [data, workspace]);
  for (const leak of leaks) problems.push(`the credential is in ${shown(leak.file)} (${leak.form})`);
  console.log(
    `${leaks.length} places below ${shown(data)} and ${shown(workspace)}: plain, hex, URL, base64 and base64url`,
  );

  heading('Screenshot');
  console.log(shown(screenshot));
  return problems;
}

/** The usual folder, unless another demo is at work in it. */
function ownFolder(usual: string): string {
  const marker = `${usual}.pid`;
  mkdirSync(dirname(usual), { recursive: true });
  const other = existsSync(marker) ? Number(readFileSync(marker, 'utf8')) : 0;
  if (other > 0 && other !== process.pid && isRunning(other)) return `${usual}-${process.pid}`;
  writeFileSync(marker, String(process.pid));
  process.once('exit', () => rmSync(marker, { force: true }));
  return usual;
}

function heading(text: string): void {
  console.log(`\n━━ ${text} ━━`);
}

function shown(path: string): string {
  return relative(process.cwd(), path);
}

const problems = await report(await record());
console.log(problems.length === 0 ? '\nEverything held.' : `\n${problems.map((each) => `✖ ${each}`).join('\n')}`);
process.exitCode = problems.length === 0 ? 0 : 1;
