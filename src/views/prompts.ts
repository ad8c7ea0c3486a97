import type { QuickPickItem, Uri } from 'vscode';
import * as vscode from 'vscode';
import { commandIds } from './commandIds.ts';

const { l10n, window } = vscode;

/** The questions the flow asks a person. Every one of them can be left with Escape: `undefined`, nothing done. */
export interface Prompts {
  /** `starts`: a recording begins with the answer. */
  consent(where: string, starts: boolean): Promise<boolean>;
  chooseWorkflow(known: readonly string[], title: string, allowNew: boolean): Promise<string | undefined>;
  sentence(title: string, placeholder: string, value?: string): Promise<string | undefined>;
  /** A secret, not shown while it is typed; empty to remove it. */
  secret(title: string, placeholder: string): Promise<string | undefined>;
  choose<T extends string>(title: string, options: readonly Choice<T>[]): Promise<T | undefined>;
  chooseSeveral<T extends string>(title: string, options: readonly Choice<T>[]): Promise<readonly T[] | undefined>;
  /** A modal question with one way to say yes. */
  confirm(question: string, detail: string, yes: string): Promise<boolean>;
  /** A notification with buttons; does not block the editor, so that a diff can be read first. */
  offer<T extends string>(message: string, ...buttons: T[]): Promise<T | undefined>;
  warn<T extends string>(message: string, ...buttons: T[]): Promise<T | undefined>;
  /** `remedy`: what the message offers to press, so that nobody has to look for it. */
  fail(message: string, remedy?: Remedy): void;
  /** Where to; `kind` names what is saved and the ending of its name. */
  saveAs(name: string, title: string, kind: SavedKind): Promise<Uri | undefined>;
  progress<T>(
    title: string,
    work: (report: (done: number, total: number) => void, cancelled: () => boolean) => Promise<T>,
  ): Promise<T>;
}

/** What is to be done first where something cannot be done yet. */
export type Remedy = 'trust' | 'openFolder' | 'startRecording' | 'reviewNotes' | 'nameOrganization';

/** What a button says, and the command that it runs with what follows. */
function buttonOf(remedy: Remedy): readonly [string, string, ...unknown[]] {
  switch (remedy) {
    case 'trust':
      return [l10n.t('Manage Workspace Trust'), 'workbench.trust.manage'];
    case 'openFolder':
      return [l10n.t('Open Folder'), 'vscode.openFolder'];
    case 'startRecording':
      return [l10n.t('Start Recording'), commandIds.startRecording];
    case 'reviewNotes':
      return [l10n.t('Review Notes'), commandIds.reviewNotes];
    case 'nameOrganization':
      // Of the workspace: the user's page of a remote window does not show it.
      return [l10n.t('Open Setting'), 'workbench.action.openWorkspaceSettings', '@id:mirror.organization.repository'];
  }
}

async function failWith(message: string, remedy: Remedy): Promise<void> {
  const [label, command, ...given] = buttonOf(remedy);
  if ((await window.showErrorMessage(message, label)) === label)
    await vscode.commands.executeCommand(command, ...given);
}

export interface SavedKind {
  readonly label: string;
  /** Without the dot. */
  readonly ending: string;
}

export interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  /** Ticked from the start, in a list of several. */
  readonly picked?: boolean;
}

type Pick<T> = QuickPickItem & { readonly value: T };

function toPick<T extends string>(option: Choice<T>): Pick<T> {
  return { ...option };
}

/** A quick pick whose typed text becomes the first item when no known name equals it. */
function chooseWorkflow(known: readonly string[], title: string, allowNew: boolean): Promise<string | undefined> {
  const pick = window.createQuickPick<Pick<string>>();
  const items = known.map((name) => ({ label: name, value: name }));
  pick.title = title;
  pick.placeholder = allowNew
    ? l10n.t('Choose a workflow, or type the name of a new one')
    : l10n.t('Choose a workflow');
  pick.items = items;
  // The page of the walkthrough takes the focus back a moment after its button was pressed.
  pick.ignoreFocusOut = true;
  return new Promise((resolve) => {
    pick.onDidChangeValue((typed) => {
      const name = typed.trim();
      const isNew = allowNew && name !== '' && !known.some((each) => each.toLowerCase() === name.toLowerCase());
      pick.items = isNew
        ? [{ label: name, description: l10n.t('new workflow'), value: name, alwaysShow: true }, ...items]
        : items;
    });
    pick.onDidAccept(() => {
      const typed = pick.value.trim();
      const chosen = pick.selectedItems[0]?.value ?? (allowNew && typed !== '' ? typed : undefined);
      if (chosen === undefined) return;
      resolve(chosen);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

/** The prompts of a real window. */
export function createPrompts(): Prompts {
  return {
    async consent(where, starts) {
      const yes = starts ? l10n.t('Start Recording') : l10n.t('Agree');
      const answer = await window.showInformationMessage(
        starts ? l10n.t('Record a workflow?') : l10n.t('May Mirror record workflows on this machine?'),
        {
          modal: true,
          detail: l10n.t(
            'While the status bar shows it, Mirror records terminal commands with their output, edits, files, tasks, debug runs, Git changes, window focus and your notes, removes secrets and private data before anything is written, and keeps it on this machine in {0} until you export or apply it.',
            where,
          ),
        },
        yes,
      );
      return answer === yes;
    },
    chooseWorkflow,
    sentence(title, placeholder, value = '') {
      return Promise.resolve(
        window.showInputBox({
          title,
          prompt: placeholder,
          value,
          ignoreFocusOut: true,
          validateInput: (text) => (text.trim() === '' ? l10n.t('Write a sentence, or press Escape.') : undefined),
        }),
      ).then((text) => text?.trim());
    },
    async secret(title, placeholder) {
      return window.showInputBox({ title, prompt: placeholder, password: true, ignoreFocusOut: true });
    },
    async choose(title, options) {
      const chosen = await window.showQuickPick(options.map(toPick), { title, matchOnDescription: true });
      return chosen?.value;
    },
    async chooseSeveral(title, options) {
      const chosen = await window.showQuickPick(options.map(toPick), {
        title,
        canPickMany: true,
        ignoreFocusOut: true,
      });
      return chosen?.map((each) => each.value);
    },
    async confirm(question, detail, yes) {
      return (await window.showWarningMessage(question, { modal: true, detail }, yes)) === yes;
    },
    async offer(message, ...buttons) {
      return window.showInformationMessage(message, ...buttons);
    },
    async warn(message, ...buttons) {
      return window.showWarningMessage(message, ...buttons);
    },
    fail(message, remedy) {
      void (remedy === undefined ? window.showErrorMessage(message) : failWith(message, remedy));
    },
    async saveAs(name, title, { label, ending }) {
      const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
      return window.showSaveDialog({
        title,
        ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, name) } : {}),
        filters: { [label]: [ending] },
      });
    },
    async progress(title, work) {
      return window.withProgress(
        { location: vscode.ProgressLocation.Notification, title, cancellable: true },
        (progress, token) => {
          let reported = 0;
          const report = (done: number, total: number) => {
            const percent = total === 0 ? 100 : Math.floor((100 * done) / total);
            progress.report({ increment: percent - reported, message: l10n.t('{0} %', percent) });
            reported = percent;
          };
          return work(report, () => token.isCancellationRequested);
        },
      );
    },
  };
}
