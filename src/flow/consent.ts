import type { MirrorPorts } from './ports.ts';

type ConsentPorts = Pick<MirrorPorts, 'identity' | 'prompts' | 'words'>;

/**
 * Asks, once on a machine, whether anything may be recorded and kept in `dataFolder`; whoever agreed is not asked again.
 * `starts`: a recording begins with the answer.
 */
export async function askConsent(
  { identity, prompts }: ConsentPorts,
  dataFolder: string,
  starts: boolean,
): Promise<boolean> {
  if (identity.consented()) return true;
  if (!(await prompts.consent(dataFolder, starts))) return false;
  await identity.consent();
  return true;
}

/** The same before there is anything to record; `agreed` hears of a yes. A person who said it before is told so. */
export async function agreeToRecord(
  ports: ConsentPorts,
  desk: () => Promise<{ readonly dataFolder: string } | undefined>,
  agreed: () => void,
): Promise<void> {
  const open = await desk();
  if (!open) return;
  const already = ports.identity.consented();
  if (await askConsent(ports, open.dataFolder, false)) agreed();
  if (already) {
    const { t } = ports.words;
    void ports.prompts.offer(t('You agreed on this machine already. The status bar shows when something is recorded.'));
  }
}
