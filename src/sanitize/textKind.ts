import type { TextKind } from './rule.ts';

const shellFile =
  /\.(?:sh|bash|zsh|fish|ksh|ps1|psm1|bat|cmd|mk|awk|log|out|txt|md|mdx|rst|adoc|patch|diff|history)$|(?:^|[/\\])(?:Makefile|GNUmakefile|Dockerfile[\w.-]*|Containerfile|Procfile|Justfile|justfile|Vagrantfile|\.bash\w*|\.zsh\w*|\.profile|README|CHANGELOG|NOTES|COMMIT_EDITMSG)$/i;
const codeFile =
  /\.(?:[cm]?[jt]sx?|py|pyi|rb|go|rs|java|kt|kts|scala|groovy|cs|fs|vb|swift|m|mm|c|h|cc|cpp|hpp|cxx|php|phtml|pl|pm|lua|r|jl|ex|exs|erl|hs|elm|clj|cljs|dart|vue|svelte|astro|html?|css|scss|less|sol|zig|nim|v|sv|gradle|ipynb|erb|ejs|hbs|twig|graphql|proto)$/i;
const dataFile =
  /\.(?:json|jsonc|json5|ya?ml|toml|ini|cfg|conf|config|properties|props|env|xml|plist|csv|tsv|sql|tf|hcl|nix|editorconfig|lock|service|desktop|ldif|ovpn|reg|npmrc|yarnrc|service|targets|csproj|resx|har)$|(?:^|[/\\])(?:\.env[\w.-]*|\.npmrc|\.yarnrc|\.netrc|_netrc|\.pgpass|\.my\.cnf|\.pypirc|\.gitconfig|\.git-credentials|\.htpasswd|\.dockercfg|\.s3cfg|\.boto|credentials|config|hosts|shadow|passwd|pip\.conf|gemrc|\.gemrc)$/i;

/** Guesses how to read a text from its file's name, else from its first lines. */
export function guessTextKind(text: string, file?: string): TextKind {
  if (file !== undefined) {
    if (shellFile.test(file)) {
      return 'terminal';
    }
    if (codeFile.test(file)) {
      return 'code';
    }
    if (dataFile.test(file)) {
      return 'data';
    }
  }
  return guessFromText(text.slice(0, 4096));
}

function guessFromText(head: string): TextKind {
  if (head.includes('\u001b') || /^[ \t]*[\w@~:./ -]{0,60}[$#❯➜%] \w/m.test(head)) {
    return 'terminal';
  }
  const trimmed = head.trim();
  const lines = trimmed.split(/\r?\n/);
  if (
    /^[{[]\s*["{[\]}]/.test(trimmed) ||
    /^<\?xml|^---\r?\n/.test(trimmed) ||
    (lines.length > 1 && lines.every((line) => /^\s*(?:[#;].*|\[[^\]]+\]|[\w.-]+\s*[=:].*|\s*-\s.*)?$/.test(line)))
  ) {
    return 'data';
  }
  const code = lines.filter((line) =>
    /^\s*(?:import |from \w+ import|export |const |let |var |function |class |def |public |private (?:static |final |readonly |async |const |override |\w+[ <(])|return |package |use |#include|func |fn |if ?\(|for ?\(|\}|\/\/|\/\*|<\?php|using |namespace )|\)\s*[;{]\s*$|=>\s*\{\s*$|^\s*\}\)?;?\s*$/.test(
      line,
    ),
  ).length;
  return code >= 1 && code >= lines.length / 3 && !/^(?:export|if|for) [^(=]*[=;]/.test(trimmed) ? 'code' : 'terminal';
}
