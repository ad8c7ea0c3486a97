import type { EditorPage } from '../editor/page.ts';

/** What the person is told besides what they know. */
export interface Release {
  version: string;
  /** The value they paste as NPM_TOKEN. */
  credential: string;
}

/** Told before each thing the person does. */
export type OnStep = (what: string, done: number, total: number) => void;

/** What a person does, and how. */
type Step = readonly [what: string, act: () => Promise<void>];

/**
 * What a release of the sample project is: looks around, meets failing tests, finds the cause, edits the version and
 * the changelog, uses a credential, commits and tags.
 */
function releaseSteps({ terminal, text }: EditorPage, { version, credential }: Release): readonly Step[] {
  return [
    ['opens a terminal', () => terminal.open()],
    ['looks around', () => terminal.type('ls')],
    ['asks Git', () => terminal.type('git status')],
    ['runs the tests, which fail', () => terminal.type('npm test')],
    ['builds what the tests need', () => terminal.type('node tools/build-rates.js')],
    ['runs the tests again', () => terminal.type('npm test')],
    [
      'raises the version',
      async () => {
        await text.open('package.json');
        await text.replace('1.2.0', version);
        await text.save();
      },
    ],
    [
      'heads the changelog',
      async () => {
        await text.open('CHANGELOG.md');
        await text.replace('Unreleased', version);
        await text.save();
      },
    ],
    ['types a credential', () => terminal.type(`export NPM_TOKEN=${credential}`)],
    ['uses the credential', () => terminal.type('node tools/check-registry.js')],
    ['commits', () => terminal.type(`git commit -am "Release ${version}"`)],
    ['tags', () => terminal.type(`git tag v${version}`)],
  ];
}

/** Does a release of the sample project, recorded or not. */
export async function doRelease(page: EditorPage, release: Release): Promise<void> {
  for (const [, act] of releaseSteps(page, release)) await act();
}

/** A scripted person cuts a release of the sample project while it is recorded, by keyboard and mouse only. */
export async function cutRelease(
  page: EditorPage,
  release: Release & { readonly workflow: string },
  onStep: OnStep = () => {},
): Promise<void> {
  const steps: readonly Step[] = [
    ['starts recording', () => startRecording(page, release.workflow)],
    ...releaseSteps(page, release),
    [
      'stops recording',
      async () => {
        await stopRecording(page, release.workflow);
      },
    ],
  ];
  for (const [index, [what, act]] of steps.entries()) {
    onStep(what, index, steps.length);
    await act();
  }
  onStep('is done', steps.length, steps.length);
}

/** Starts a recording of a new workflow; consents, which is asked once on a machine. */
export async function startRecording(page: EditorPage, workflow: string, options = { consent: true }): Promise<void> {
  await page.runCommand('Mirror: Start Recording');
  if (options.consent) {
    await page.messages.dialog();
    await page.messages.clickDialog('Start Recording');
  }
  await page.quick.answer(workflow);
  await page.messages.waitForStatusBar(/\d+:\d\d/);
}

/** Stops the recording and waits until it is distilled; gives the sentence that says what came of it. */
export async function stopRecording(page: EditorPage, workflow: string): Promise<string> {
  await page.runCommand('Mirror: Stop Recording');
  return page.messages.notification(new RegExp(`Recorded \\d+ events of "${workflow}"`));
}

/** Accepts every proposed note in the Notes view, looks at the diff and lets it be written. */
export async function applyNotes(page: EditorPage): Promise<void> {
  await acceptAndApply(page);
  await page.messages.notification(/Wrote /);
}

/** Accepts all notes that are proposed and says yes to writing them, whatever becomes of that. */
export async function acceptAndApply(page: EditorPage): Promise<void> {
  await page.runCommand('Mirror: Review Notes');
  await page.sidebar.expand('Notes');
  await page.sidebar.waitForRow('Notes', 'To review');
  await page.sidebar.clickViewAction('Notes', 'Accept All Notes');
  await page.sidebar.waitForRow('Notes', 'not applied yet');
  await page.runCommand('Mirror: Apply Accepted Notes');
  await page.messages.clickNotification(/Write (this|these)/, /^Apply$/);
}

/** Opens what was written, and the most urgent gap beside it. */
export async function lookAtContext(page: EditorPage): Promise<void> {
  await page.text.closeAll();
  await page.sidebar.clickRow('Context', 'AGENTS.md');
  // What is typed into the palette before goes into the file.
  await page.text.inFront('AGENTS.md');
  await page.messages.clearNotifications();
  await page.runCommand('Mirror: Show Gaps');
  await page.sidebar.clickRow('Gaps', /NPM_TOKEN/);
  await page.sidebar.webview('NPM_TOKEN');
}
