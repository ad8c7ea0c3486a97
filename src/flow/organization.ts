import { planPromotion } from '../context/organization.ts';
import { sentenceOf } from '../context/renderedLine.ts';
import type { DecisionStore, Decisions } from '../host/decisions.ts';
import type { Organization, OrganizationNotes } from '../host/organization.ts';
import { personalNames } from '../host/secrets.ts';
import type { Note } from '../model/note.ts';
import type { IntentHandlers } from '../views/intents.ts';
import type { ViewState } from '../views/state.ts';
import { sentence } from './apply.ts';
import type { GateOut } from './gates.ts';
import { organizationOf } from './organizationCopy.ts';
import type { Folder, MirrorPorts } from './ports.ts';
import { updateKey } from './reviewedNotes.ts';

export interface OrganizationDesk {
  readonly folder: Folder;
  readonly decisions: DecisionStore;
}

interface Parts {
  readonly ports: MirrorPorts;
  /** The desk, or the person was told why there is none. */
  readonly desk: () => Promise<OrganizationDesk | undefined>;
  readonly gate: (folder: Folder) => Promise<GateOut>;
  readonly state: () => ViewState;
  readonly look: () => Promise<unknown>;
  readonly decided: (decisions?: Decisions) => Promise<void>;
  /** Declines notes that are no news from the organization. */
  readonly decline: IntentHandlers['declineNotes'];
}

/** What a person can do with the organization's layer: take its notes in is `acceptNotes`, as for any other. */
export function organizationHandlers(
  parts: Parts,
): Pick<IntentHandlers, 'promoteNotes' | 'updateOrganization' | 'declineNotes'> {
  const { ports, state } = parts;
  const { prompts, words } = ports;

  /** The copy, or the person is told what to set. */
  function configured(): Organization | undefined {
    const opened = organizationOf(ports);
    if (opened?.ok) return opened.value;
    prompts.fail(
      opened
        ? sentence(opened.error.message)
        : words.t("Name your organization's repository first: the setting mirror.organization.repository."),
      'nameOrganization',
    );
    return undefined;
  }

  /** The organization's notes, brought up to date; as last known where that fails, which is said. */
  async function current(organization: Organization): Promise<OrganizationNotes | undefined> {
    const title = words.t("Updating the organization's notes");
    const updated = await prompts.progress(title, () => organization.update(ports.now()));
    if (updated.ok) return updated.value;
    const known = await organization.known();
    const why = sentence(updated.error.message);
    if (known?.updatedAt === undefined) prompts.fail(why);
    else void prompts.warn(`${why} ${words.t('What is shown is as of {0}.', words.dateTime(known.updatedAt))}`);
    return known;
  }

  async function promote(notes: readonly Note[], open: OrganizationDesk): Promise<void> {
    const organization = configured();
    const view = organization && (await current(organization));
    if (!organization || !view) return;
    const gate = await parts.gate(open.folder);
    const plan = planPromotion(notes, view, gate.check);
    for (const { message } of plan.heldBack) void prompts.warn(sentence(message));
    if (plan.changes.length === 0) {
      if (plan.heldBack.length === 0)
        void prompts.offer(words.t('The organization says it already: nothing to promote.'));
      return;
    }
    await ports.stage.showChanges(words.t('Promote to the organization'), plan.changes);
    const commit = words.t('Commit to a Branch');
    const question = words.t("Commit this to a branch of the organization's repository? Nothing is pushed yet.");
    if ((await prompts.offer(question, commit)) !== commit) return;
    const { gitName, gitEmail } = await personalNames(open.folder.path);
    const author = { name: gitName, email: gitEmail };
    const promoted = await organization.promote(plan.name, plan.changes, gate.text(plan.message), author);
    if (!promoted.ok) return prompts.fail(sentence(promoted.error.message));
    await offerPush(organization, promoted.value.branch);
  }

  async function offerPush(organization: Organization, branch: string): Promise<void> {
    const push = words.t('Push Branch');
    const done = words.t('Committed to the branch {0}. Push it, then open a pull request there.', branch);
    if ((await prompts.offer(done, push)) !== push) return;
    const pushed = await prompts.progress(words.t('Pushing {0}', branch), () => organization.push(branch));
    if (pushed.ok) void prompts.offer(words.t('Pushed {0}. Open a pull request for it.', branch));
    else {
      const byHand = `git --git-dir "${organization.path}" push origin ${branch}`;
      prompts.fail(`${sentence(pushed.error.message)} ${words.t('By hand: {0}', byHand)}`);
    }
  }

  /** Accepted notes of this project, those named or the one that is chosen. */
  async function chosen(ids: readonly string[] | undefined): Promise<readonly Note[]> {
    const accepted = state()
      .notes.map(({ note }) => note)
      .filter(({ status, layer }) => status === 'accepted' && layer !== 'working');
    if (ids !== undefined) return accepted.filter(({ id }) => ids.includes(id));
    if (accepted.length === 0) {
      prompts.fail(words.t('No note is accepted yet. Accept one in the Notes view first.'), 'reviewNotes');
      return [];
    }
    const id = await prompts.choose(
      words.t('Promote which note?'),
      accepted.map((note) => ({ value: note.id, label: sentenceOf(note), description: note.workflow })),
    );
    return accepted.filter((note) => note.id === id);
  }

  return {
    async promoteNotes({ notes: ids }) {
      const open = await parts.desk();
      if (!open) return;
      if (ids === undefined) await parts.look();
      const notes = await chosen(ids);
      if (notes.length > 0) await promote(notes, open);
    },
    async updateOrganization() {
      const open = await parts.desk();
      const organization = open && configured();
      const view = organization && (await current(organization));
      if (!view) return;
      await parts.look();
      const news = state().notes.flatMap(({ organization: from }) => from?.kind ?? []);
      const removed = news.filter((kind) => kind === 'removed').length;
      const offered = news.length - removed;
      if (offered > 0 || removed === 0)
        void prompts.offer(
          offered === 0
            ? words.t('The organization has nothing new for this project.')
            : offered === 1
              ? words.t('The organization offers a note: see the Notes view.')
              : words.t('The organization offers {0} notes: see the Notes view.', offered),
        );
      if (removed > 0)
        void prompts.warn(
          removed === 1
            ? words.t('The organization removed a note that stands here: see the Notes view.')
            : words.t('The organization removed {0} notes that stand here: see the Notes view.', removed),
        );
    },
    async declineNotes(intent) {
      const views = state().notes.filter(({ note }) => intent.notes.includes(note.id));
      const news = views.filter(({ organization }) => organization?.kind === 'update').map(({ note }) => note);
      const others = intent.notes.filter((id) => !news.some((note) => note.id === id));
      if (news.length > 0) {
        const open = await parts.desk();
        // The note that is here stays as it is; only this wording is not offered again.
        const decisions = await open?.decisions.update((all) => {
          for (const note of news) all.dismissed[updateKey(note)] = { reason: intent.reason ?? 'kept', evidence: 0 };
        });
        await parts.decided(decisions);
      }
      if (others.length > 0) await parts.decline({ ...intent, notes: others });
    },
  };
}
