import type { CaptureContext, VSCode } from './context.ts';
import { type CaptureSource, disposeAll } from './emit.ts';

/** Diagnostics come in bursts while a language server works. */
const restMs = 1000;

/** How many errors and warnings the files of the workspace have, when that changed and came to rest. */
export function diagnosticsSource(
  languages: Pick<VSCode['languages'], 'onDidChangeDiagnostics' | 'getDiagnostics'>,
  { emit, clock, guard, locate }: CaptureContext,
): CaptureSource {
  let timer: NodeJS.Timeout | undefined;
  let last = count();

  function count(): { errors: number; warnings: number } {
    let errors = 0;
    let warnings = 0;
    for (const [uri, diagnostics] of languages.getDiagnostics()) {
      if (uri.scheme !== 'file' || !locate(uri.fsPath).inside) continue;
      for (const { severity } of diagnostics) {
        // DiagnosticSeverity: 0 is an error, 1 a warning.
        if (severity === 0) errors += 1;
        else if (severity === 1) warnings += 1;
      }
    }
    return { errors, warnings };
  }

  const settle = guard('diagnostics', (at: number) => {
    timer = undefined;
    const now = count();
    if (now.errors === last.errors && now.warnings === last.warnings) return;
    last = now;
    emit({ kind: 'diagnostics', ...now }, at);
  });

  const subscription = languages.onDidChangeDiagnostics(
    guard('diagnostics', () => {
      const at = clock();
      clearTimeout(timer);
      timer = setTimeout(() => settle(at), restMs);
    }),
  );
  return {
    dispose() {
      disposeAll([subscription]);
      if (timer === undefined) return;
      clearTimeout(timer);
      settle(clock());
    },
    drained: () => Promise.resolve(),
  };
}
