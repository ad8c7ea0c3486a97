/** A flag or an assignment, with its value if it has one. */
export interface Flag {
  readonly name: string;
  readonly value?: string;
}

/** The command is called off, not done: `git rebase --abort`. */
export function givesUp(flags: readonly Flag[]): boolean {
  return flags.some(({ name }) => /^--(?:abort|quit|skip|undo)$/.test(name));
}

/** Commands of Git that are given a message with `-m`; to `revert` and `cherry-pick` it is the number of a parent. */
const givenMessages = /^git (?:commit|tag|merge|notes|stash)\b/;

/** The flag's value is free text of this one time. */
export function isMessage(name: string, flag: Flag): boolean {
  return givenMessages.test(name) && /^-[a-zA-Z]*m$|^--message$/.test(flag.name);
}

/** A password that is good once: what it was this time is no value to keep. */
export function isOneTime({ name }: Flag): boolean {
  return /^--?(?:otp|totp|mfa-code|one-time-password)$/.test(name);
}
