/** Where what is not drawn on a full screen goes. */
export interface MainScreen {
  readonly keep: (text: string) => void;
  /** What was kept so far was drawn on a full screen after all: its beginning was missed. */
  readonly forget: () => void;
}

export interface FullScreenFilter {
  push(chunk: string): void;
  /** The beginning of a sequence that the chunks so far leave open. */
  open(): string;
}

const escapeCharacter = String.fromCharCode(27);
const introducer = `(?:${escapeCharacter}\\[|${String.fromCharCode(0x9b)})`;
const enter = `${escapeCharacter}[?1049h`;
const leave = `${escapeCharacter}[?1049l`;

/**
 * Takes out of a terminal's stream what editors, pagers and monitors draw on the whole screen, piece by piece: however
 * long such a program ran, and wherever a limit cuts its stream, none of it is held. It is told by the alternate screen
 * (private modes 47, 1047 and 1049 of xterm) or, for programs that do without (`top` of procps), by an erased screen
 * while the cursor keys are in application mode (mode 1), which nothing sets that does not read keys one by one. The
 * switches themselves are kept, so that whoever replays the stream knows where the cursor returns to.
 */
export function createFullScreenFilter({ keep, forget }: MainScreen): FullScreenFilter {
  let open = '';
  let alternate = false;
  /** Draws on the whole of the main screen. */
  let erased = false;
  let readsKeys = false;
  /** It was seen how a full screen began: one that ends without is no part of another. */
  let seen = false;

  function switchTo(isAlternate: boolean): void {
    if (!isAlternate && !alternate && !seen) forget();
    if (isAlternate !== alternate && !erased) keep(isAlternate ? enter : leave);
    alternate = isAlternate;
    seen = true;
  }

  function setKeys(reads: boolean): void {
    readsKeys = reads;
    if (reads || !erased) return;
    erased = false;
    if (!alternate) keep(leave);
  }

  function erase(sequence: string): void {
    if (alternate || erased) return;
    erased = readsKeys;
    keep(erased ? enter : sequence);
  }

  function follow(sequence: string, modes: readonly string[], final: string | undefined): void {
    if (final === undefined) erase(sequence);
    else if (modes.some((mode) => mode === '1049' || mode === '1047' || mode === '47')) switchTo(final === 'h');
    else if (modes.includes('1')) setKeys(final === 'h');
    else if (!alternate && !erased) keep(sequence);
  }

  return {
    push(chunk) {
      const text = open + chunk;
      const end = text.length - (openSequence().exec(text)?.[0].length ?? 0);
      open = text.slice(end);
      let from = 0;
      for (const hit of text.slice(0, end).matchAll(switches())) {
        if (!alternate && !erased) keep(text.slice(from, hit.index));
        follow(hit[0], hit[1]?.split(';') ?? [], hit[2]);
        from = hit.index + hit[0].length;
      }
      if (!alternate && !erased) keep(text.slice(from, end));
    },
    open: () => (alternate || erased ? '' : open),
  };
}

/** Groups: the private modes and whether they are set or reset; neither where the screen is erased. */
function switches(): RegExp {
  return new RegExp(`${introducer}(?:\\?([\\d;]{1,40})([hl])|2J)`, 'g');
}

/** What may become one of them with the next chunk. */
function openSequence(): RegExp {
  return new RegExp(`(?:${escapeCharacter}|${introducer}(?:2|\\?[\\d;]{0,40})?)$`);
}
