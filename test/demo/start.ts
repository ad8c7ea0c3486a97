/**
 * `npm start`: the editor with this checkout's extension, on a fresh copy of the sample workspace, until
 * Ctrl+C. `--sample-only` just makes the copy, for the launch configurations.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type DesktopEditor, findEditor, type ServerEditor } from '../editor/install.ts';
import { packageExtension } from '../editor/package.ts';
import { projectRoot } from '../editor/paths.ts';
import { run, start } from '../editor/processes.ts';
import { startServer } from '../editor/server.ts';
import { makeSample } from './sample.ts';

const folder = join(projectRoot, '.mirror-demo', 'start');

async function onServer(editor: ServerEditor, vsix: string, workspace: string): Promise<void> {
  const port = process.env.PORT ? Number(process.env.PORT) : undefined;
  const data = join(folder, 'data');
  const server = await startServer({ editor, data, vsix, trust: 'on', ...(port === undefined ? {} : { port }) });
  console.log(`\nMirror on the sample workspace: ${server.address}/?folder=${encodeURIComponent(workspace)}`);
  console.log('Ctrl+C ends it. Recordings stay in .mirror-demo/start/data until you delete it.');
  await server.running.ended;
}

async function onDesktop(editor: DesktopEditor, vsix: string, workspace: string): Promise<void> {
  const folders = [`--user-data-dir=${join(folder, 'desktop')}`, `--extensions-dir=${join(folder, 'extensions')}`];
  const install = await run(editor.executable, [...folders, `--install-extension=${vsix}`, '--force']);
  if (install.code !== 0) throw new Error(`the extension cannot be installed:\n${install.output}`);
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const window = start(editor.executable, [...folders, ...asRoot, '--new-window', '--wait', workspace]);
  console.log(`\nMirror on the sample workspace: ${editor.executable}. Ctrl+C or closing the window ends it.`);
  await window.ended;
}

const workspace = join(folder, 'workspace');
mkdirSync(folder, { recursive: true });
await makeSample(workspace);
if (process.argv.includes('--sample-only')) {
  console.log(workspace);
} else {
  const vsix = await packageExtension();
  const editor = await findEditor();
  if (editor.kind === 'server') await onServer(editor, vsix, workspace);
  else await onDesktop(editor, vsix, workspace);
}
