import type { CommandShape } from './commandShape.ts';

/** Looking around, moving about, and editors: nobody needs these explained. */
const looking = new Set(
  `
    ls ll la cd pushd popd pwd clear cls cat bat less more head tail grep rg ag ack fgrep egrep find fd which
    whereis type man help tldr tree wc diff history date whoami hostname id uname ps top htop du df file stat sort
    uniq cut tr column nl xxd hexdump md5sum sha256sum shasum echo printf true false : test [ [[ exit logout mkdir
    touch rmdir sleep wait export unset jobs fg bg open xdg-open start code vim vi nvim nano emacs pico seq yes basename dirname
    realpath readlink set alias unalias for done fi esac case read reset jq yq awk
  `
    .trim()
    .split(/\s+/),
);

/** Plain Git, as everyone uses it. */
const everydayGit = new Set(
  `
    add blame branch checkout clone commit diff fetch grep init log ls-files pull push reflog remote restore show
    stash status switch rev-parse describe config mv rm version help
  `
    .trim()
    .split(/\s+/),
);

/** What one says in a bisection that has begun. */
const goesOn = /^git bisect (?:good|bad|new|old|skip|reset|log|visualize)$/;

const forcefulGit =
  /^--(?:force(?:-with-lease|-if-includes)?|no-verify|tags|follow-tags|mirror|delete|prune|hard|amend|orphan|all)$|^-[fDd]$/;

/** Whether a command needs no explanation anywhere. */
export function isSelfEvident(shape: CommandShape): boolean {
  const [program, sub] = shape.head;
  if (program === undefined) return true;
  if (shape.script !== undefined) return false;
  if (program === 'git') {
    if (goesOn.test(shape.head.join(' '))) return true;
    return sub === undefined || (everydayGit.has(sub) && !shape.flags.some((flag) => forcefulGit.test(flag)));
  }
  if (looking.has(program)) return true;
  if (program === 'chmod') return shape.operands[0] === '+x';
  if (program === 'rm') return shape.flags.length === 0;
  return shape.flags.some((flag) => flag === '--version' || flag === '--help') && shape.operands.length === 0;
}

const sourceCode =
  /\.(?:[cm]?[jt]sx?|vue|svelte|py|pyi|rb|go|rs|java|kt|kts|scala|clj|cljs|ex|exs|erl|hs|ml|fs|cs|vb|c|h|cc|cpp|cxx|hpp|m|mm|swift|dart|php|lua|jl|r|pl|pm|css|scss|sass|less|html?|snap|golden)$/i;

/** Editing source code is the work itself; editing a manifest, a changelog or a setting is part of a process. */
export function isOrdinaryWork(file: string): boolean {
  return (
    sourceCode.test(file) &&
    !/(?:^|\/)[\w.-]*(?:\.config|rc)\.[cm]?[jt]s$|(?:^|\/)(?:setup\.py|version\.\w+)$/i.test(file)
  );
}

/** Files that installing or building writes; no person edits them by hand. */
export function isByproduct(file: string): boolean {
  return /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|Cargo\.lock|go\.sum|poetry\.lock|uv\.lock|Gemfile\.lock|composer\.lock|Pipfile\.lock|[^/]+\.log)$|(?:^|\/)(?:node_modules|dist|build|out|target|coverage|__pycache__|\.venv|\.cache|\.mirror)\//.test(
    file,
  );
}
