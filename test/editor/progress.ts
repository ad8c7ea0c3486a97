/** Says what is going on: on a terminal one line that is redrawn, elsewhere a line now and then. */
export interface Progress {
  /** A new step; `done` and `total` draw a bar. */
  step(text: string, done?: number, total?: number): void;
  /** A line that stays. */
  say(text: string): void;
  end(): void;
}

/** Progress on stderr, so that stdout stays a program's result. */
export function progressOnStderr(label: string): Progress {
  const terminal = process.stderr.isTTY === true;
  const started = Date.now();
  let current = '';
  let lastPlain = 0;
  const draw = (): void => {
    const seconds = Math.round((Date.now() - started) / 1000);
    if (terminal) process.stderr.write(`\r\x1b[2K${current} ${seconds} s`);
    else if (Date.now() - lastPlain > 15_000) {
      lastPlain = Date.now();
      process.stderr.write(`${current} ${seconds} s\n`);
    }
  };
  const timer = setInterval(draw, terminal ? 500 : 5000);
  timer.unref();
  return {
    step(text, done, total) {
      const next = `${label}: ${total ? `${bar(done ?? 0, total)} ` : ''}${text}`;
      if (next !== current) lastPlain = 0;
      current = next;
      draw();
    },
    say(text) {
      process.stderr.write(`${terminal ? '\r\x1b[2K' : ''}${label}: ${text}\n`);
    },
    end() {
      clearInterval(timer);
      if (terminal && current) process.stderr.write('\r\x1b[2K');
    },
  };
}

function bar(done: number, total: number): string {
  const width = 24;
  const full = Math.round((Math.min(done, total) / total) * width);
  return `[${'#'.repeat(full)}${'.'.repeat(width - full)}] ${done}/${total}`;
}
