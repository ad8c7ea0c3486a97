import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';

/** How a command ended, and everything it wrote. */
export interface Ended {
  code: number;
  output: string;
}

/** What `run` may be told. */
export interface RunOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  timeoutMs?: number;
  /** Called with each complete line as it arrives; without it output is only collected. */
  onLine?: (line: string) => void;
  /** Hand the output straight to this process's own, uncollected. */
  inherit?: boolean;
}

/** Runs a command to its end. Never rejects: a command that cannot start has code 127, one cut off by its time limit 124. */
export function run(command: string, args: string[], options: RunOptions = {}): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', options.inherit ? 'inherit' : 'pipe', options.inherit ? 'inherit' : 'pipe'],
      shell: process.platform === 'win32' && /\.cmd$/i.test(command),
    });
    let output = '';
    let rest = '';
    let late = false;
    const timer = options.timeoutMs
      ? setTimeout(() => {
          late = true;
          child.kill('SIGKILL');
        }, options.timeoutMs)
      : undefined;
    const take = (chunk: Buffer): void => {
      const text = chunk.toString('utf8');
      output += text;
      if (!options.onLine) return;
      const lines = (rest + text).split(/\r?\n/);
      rest = lines.pop() ?? '';
      for (const line of lines) options.onLine(line);
    };
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
    const end = (code: number, more = ''): void => {
      clearTimeout(timer);
      if (rest && options.onLine) options.onLine(rest);
      resolve({ code, output: output + more });
    };
    child.on('error', (error) => end(127, String(error)));
    child.on('close', (code) => end(late ? 124 : (code ?? 1), late ? `\ncut off after ${options.timeoutMs} ms` : ''));
  });
}

/** The npm that runs this, else the one on the PATH; throws with all it said when it fails. */
export async function npm(args: string[], cwd: string): Promise<void> {
  const cli = process.env.npm_execpath;
  const ended = cli?.endsWith('.js')
    ? await run(process.execPath, [cli, ...args], { cwd })
    : await run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { cwd });
  if (ended.code !== 0) throw new Error(`npm ${args.join(' ')} failed:\n${ended.output}`);
}

/** A program that runs until it is stopped, with everything it started. */
export interface Running {
  readonly pid: number;
  /** What it wrote so far. */
  output(): string;
  /** Resolves when it ended by itself or was stopped. */
  readonly ended: Promise<number>;
  stop(): Promise<void>;
}

/**
 * Starts a program in a process group of its own and takes the whole group down with `stop`, or when
 * this process ends, so that an interrupted test leaves no server behind.
 */
export function start(
  command: string,
  args: string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Running {
  const child = spawn(command, args, {
    ...options,
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const take = (chunk: Buffer): void => {
    output += chunk.toString('utf8');
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const killNow = (): void => killGroup(child, 'SIGKILL');
  const interrupted = (): void => process.exit(130);
  process.on('exit', killNow);
  process.on('SIGINT', interrupted);
  process.on('SIGTERM', interrupted);
  const ended = new Promise<number>((resolve) => {
    child.on('error', (error) => {
      output += String(error);
      resolve(127);
    });
    child.on('close', (code) => resolve(code ?? 1));
  }).finally(() => {
    process.off('exit', killNow);
    process.off('SIGINT', interrupted);
    process.off('SIGTERM', interrupted);
  });
  return {
    pid: child.pid ?? -1,
    output: () => output,
    ended,
    async stop() {
      killGroup(child, 'SIGTERM');
      const force = setTimeout(killNow, 3000);
      await ended;
      clearTimeout(force);
      // The leader may be gone while a child of it lives on.
      killNow();
    },
  };
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(child.pid), '/t', '/f']);
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // Already gone.
  }
}

/** A TCP port of this machine's loopback that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/** Whether a process of this id is there. */
export function isRunning(pid: number): boolean {
  // Zero and below name groups, not processes.
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Ids of the processes below `ancestor` whose command line contains `needle`. */
export function descendants(ancestor: number, needle: string): number[] {
  const all = processTable();
  const inside = new Set([ancestor]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const entry of all) {
      if (inside.has(entry.parent) && !inside.has(entry.pid)) {
        inside.add(entry.pid);
        grown = true;
      }
    }
  }
  return all.filter((entry) => inside.has(entry.pid) && entry.command.includes(needle)).map((entry) => entry.pid);
}

function processTable(): { pid: number; parent: number; command: string }[] {
  // Slim Debian images have no `ps`.
  if (existsSync('/proc/self/stat')) {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => {
        try {
          const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
          const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
          const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
          return [{ pid: Number(name), parent, command }];
        } catch {
          return [];
        }
      });
  }
  const table = spawnSync('ps', ['-axo', 'pid=,ppid=,command='], { encoding: 'utf8' }).stdout ?? '';
  return table.split('\n').flatMap((line) => {
    const found = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line);
    return found ? [{ pid: Number(found[1]), parent: Number(found[2]), command: found[3] ?? '' }] : [];
  });
}
