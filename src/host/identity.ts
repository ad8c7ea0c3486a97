import { randomBytes } from 'node:crypto';

/** The part of a VS Code memento that is needed. */
export interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

const recorderKey = 'mirror.recorder';
const consentKey = 'mirror.consent.1';

/**
 * Who a person is in recordings: the pseudonym they chose in the settings, else one made once on this machine.
 * Their agreement to be recorded is kept with it; a change of what is recorded asks for a new number.
 */
export function createIdentity(memory: Memory, chosenName: () => string) {
  return {
    async recorder(): Promise<string> {
      const chosen = chosenName().trim();
      if (chosen !== '') return chosen;
      const known = memory.get(recorderKey);
      if (typeof known === 'string') return known;
      const made = `recorder-${randomBytes(3).toString('hex')}`;
      await memory.update(recorderKey, made);
      return made;
    },
    consented: (): boolean => memory.get(consentKey) === true,
    async consent(): Promise<void> {
      await memory.update(consentKey, true);
    },
  };
}
