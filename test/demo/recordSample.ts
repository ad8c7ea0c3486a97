/**
 * `node test/demo/recordSample.ts`: records what `Mirror: Open Sample Recording` shows, with the product itself in the
 * real editor: two scripted people cut a release of the sample project, each in their own way. Writes media/sample/.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openEditor } from '../editor/open.ts';
import { packageExtension } from '../editor/package.ts';
import type { EditorPage } from '../editor/page.ts';
import { projectRoot } from '../editor/paths.ts';
import { fakeCredential } from './credential.ts';
import { cutRelease, startRecording, stopRecording } from './person.ts';
import { recordingsIn } from './recordings.ts';
import { makeSample } from './sample.ts';

const workflow = 'Sample: Cut a release';
const target = join(projectRoot, 'media', 'sample');

/** The same release as a colleague does it: rates first, the reason in a note, no look at the registry. */
async function cutAnotherRelease(page: EditorPage): Promise<void> {
  const { terminal, text } = page;
  await startRecording(page, workflow);
  await terminal.open();
  await terminal.type('node tools/build-rates.js');
  await page.runCommand('Mirror: Add Note to Recording');
  await page.quick.answer('The rates come from the spreadsheet, so they are built again for each release');
  await terminal.type('npm test');
  await text.open('CHANGELOG.md');
  await text.replace('Unreleased', '1.2.1');
  await text.save();
  await text.open('package.json');
  await text.replace('1.2.0', '1.2.1');
  await text.save();
  await terminal.type('npm test');
  await terminal.type('git commit -am "Release 1.2.1"');
  await terminal.type('git tag v1.2.1');
  await stopRecording(page, workflow);
}

const people: readonly (readonly [name: string, perform: (page: EditorPage) => Promise<void>])[] = [
  ['maple', cutAnotherRelease],
  ['willow', (page) => cutRelease(page, { workflow, version: '1.3.0', credential: fakeCredential() })],
];

rmSync(target, { recursive: true, force: true });
mkdirSync(join(target, 'recordings'), { recursive: true });
cpSync(fileURLToPath(new URL('workspace/', import.meta.url)), join(target, 'project'), { recursive: true });
const vsix = await packageExtension();
for (const [name, perform] of people) {
  const scratch = mkdtempSync(join(tmpdir(), 'mirror-sample-'));
  const workspace = join(scratch, 'parcel-rates');
  await makeSample(workspace);
  const settings = { 'mirror.recording.recorderName': name };
  const editor = await openEditor({ vsix, workspace, scratch, trust: 'yes', settings });
  try {
    await perform(editor.page);
    const [recorded] = recordingsIn(editor.server.globalStorage);
    if (!recorded) throw new Error(`${name} recorded nothing`);
    writeFileSync(join(target, 'recordings', `${name}.jsonl`), readFileSync(recorded.file));
    console.log(`${name}: ${recorded.events.length} events`);
  } finally {
    await editor.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}
