/** What is known about common programs, as data: how to read their command lines for comparison. */

function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}

function phrases(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/,\s*/));
}

/** Programs that run the program named after them. */
export const wrappers = words(`
  sudo doas time env nohup command exec nice npx bunx pnpx xvfb-run caffeinate dotenv cross-env stdbuf unbuffer
  chronic
`);

/** Two words that run the program named after them. */
export const doubleWrappers = phrases(`
  npm exec, npm x, pnpm exec, pnpm dlx, yarn dlx, yarn exec, bundle exec, poetry run, uv run, pipenv run, rye run,
  hatch run, op run, doppler run, mise exec, direnv exec, conda run
`);

export const interpreters = words(`
  sh bash zsh fish dash ksh pwsh python python2 python3 py node nodejs ruby perl php lua deno bun tsx ts-node
  Rscript groovy source .
`);

export const packageManagers = words(`
  npm pnpm yarn bun
`);

/** Commands of the package managers themselves, which are no script names. */
export const managerCommands = words(`
  add audit bin cache ci config create dedupe deprecate dist-tag exec explain help i import info init install link
  list login logout ls outdated owner pack patch ping pkg prune publish rebuild remove rm root run run-script
  search set store token un uninstall unlink unpublish up update upgrade version view whoami why workspace
  workspaces dlx global plugin pm x
`);

/** Programs whose name says nothing of what is done: the operands must agree as well. */
export const generic = phrases(`
  curl, wget, http, ssh, scp, sftp, rsync, psql, mysql, mysqldump, pg_dump, pg_restore, sqlite3, mongosh,
  redis-cli, cp, mv, rm, ln, chmod, chown, sed, awk, perl, jq, yq, tar, zip, unzip, nc, dd, tee, cat, echo,
  printf, export, kill, pkill, killall, patch, ansible, ansible-playbook, python, python3, node, bash, sh, ruby,
  php, deno, bun, docker run, docker exec, kubectl apply, kubectl delete, kubectl exec, gh api, xargs
`);

/** Options before the subcommand that take the word after them. */
export const valued = words(`
  -C -c -f -n -w -F -p -u -H --prefix --workspace --filter --namespace --context --cwd --dir --project --profile
  --region --project-name --kubeconfig --manifest-path --chdir --file --git-dir --work-tree --user --host
  --subscription --account
`);

/** `manage.py migrate` and its like: the script is a program with subcommands. */
export const scriptPrograms = words(`
  manage.py artisan rails console setup.py mvnw gradlew invoke cli.js cli.py cli.ts
`);

/** How many words after the program name what is done; 1 where not listed. */
const depthLists: readonly (readonly [depth: number, programs: string])[] = [
  [
    0,
    `sops, pytest, eslint, prettier, jest, vitest, mocha, tsc, black, mypy, rspec, phpunit, ctest, tox, ansible,
    ansible-playbook, webpack, rollup, esbuild, gcc, g++, clang, cmake, code, pylint, flake8, rubocop, shellcheck,
    curl, wget, http, ssh, scp, sftp, rsync, psql, mysql, mysqldump, pg_dump, pg_restore, sqlite3, mongosh,
    redis-cli, cp, mv, rm, ln, chmod, chown, sed, awk, perl, jq, yq, tar, zip, unzip, gzip, gunzip, nc, dd, tee,
    cat, echo, printf, export, unset, kill, pkill, killall, mkdir, touch, rmdir, cd, ls, ssh-keygen, diff, patch,
    sort, grep, find, xargs, dig, ping, base64`,
  ],
  [
    2,
    `gh, aws, az, docker compose, docker image, docker container, docker volume, docker system, docker buildx,
    kubectl rollout, kubectl config, kubectl create, go mod, go tool, git remote, git submodule, git worktree, git
    stash, git bisect, terraform workspace, terraform state, prisma migrate, prisma db, helm repo, npm dist-tag,
    npm cache, npm config, npm pkg, npm token, npm access, pnpm store, yarn npm, uv pip, cargo nextest, vault kv,
    flyctl, fly, supabase, stripe, glab`,
  ],
  [3, `gcloud, doctl, dotnet ef`],
];

const depths: ReadonlyMap<string, number> = new Map(
  depthLists.flatMap(([depth, programs]) =>
    programs.split(/,\s*/).map((program): [string, number] => [program, depth]),
  ),
);

/** How many words after the program, or after program and subcommand, name what is done. */
export function subcommandDepth(name: string): number | undefined {
  return depths.get(name);
}
