import type { Streams } from './outcome.ts';

export interface ProgressBar {
  /** `done` of `total`, whatever they count. */
  update(done: number, total: number): void;
  /** Takes the bar away. */
  end(): void;
}

const cells = 30;

/**
 * A bar on stderr, drawn over itself; nothing where stderr is no terminal, and
 * nothing for work that is over before anyone could read it.
 */
export function createProgressBar(
  title: string,
  stderr: Streams['stderr'],
  now: () => number,
  quietMs = 150,
): ProgressBar {
  const started = now();
  let drawn = -1;
  if (stderr.isTTY !== true) return { update: () => undefined, end: () => undefined };
  return {
    update(done, total) {
      const share = total > 0 ? Math.min(1, Math.max(0, done / total)) : 0;
      const percent = Math.floor(share * 100);
      if (percent === drawn || now() - started < quietMs) return;
      drawn = percent;
      const full = Math.round(share * cells);
      const line = `${title} ${'█'.repeat(full)}${'░'.repeat(cells - full)} ${String(percent).padStart(3)} %`;
      stderr.write(`\r${line.slice(0, Math.max(20, (stderr.columns ?? 80) - 1))}`);
    },
    end() {
      if (drawn >= 0) stderr.write('\r\u001b[2K');
      drawn = -1;
    },
  };
}
