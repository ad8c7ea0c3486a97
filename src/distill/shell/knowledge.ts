/**
 * What is known about programs, as data. Nothing here decides what a workflow is
 * about: data flow does. These tables only say which words of a line are the
 * program, its subcommand and its operands, and what kind of thing it does.
 */

export type Role =
  /** Looks around: changes nothing and proves nothing. */
  | 'look'
  /** Changes the directory of the shell only. */
  | 'move'
  /** Asks a remote or running thing for its state; a check if it follows a change, else looking around. */
  | 'probe'
  | 'verify'
  | 'build'
  | 'install'
  | 'environment'
  | 'login'
  | 'files'
  | 'clean'
  | 'stage'
  | 'commit'
  | 'branch'
  | 'push'
  | 'release'
  | 'deploy'
  | 'migrate'
  | 'rollback'
  | 'serve'
  | 'editor'
  | 'run';

/** A program that runs another: how many of its own operands precede it, and which of its flags take a value. */
export interface Wrapper {
  readonly subcommands?: readonly string[];
  readonly operands?: number;
  readonly valued?: readonly string[];
  /** `compose` may stand before its subcommand. */
  readonly composing?: true;
  /** It runs only these; with anything else it does something of its own. */
  readonly before?: readonly string[];
}

const intoContainer: Wrapper = {
  subcommands: ['exec'],
  operands: 1,
  valued: ['-u', '--user', '-e', '--env', '-w', '--workdir', '--env-file', '--index'],
  composing: true,
};

export const wrappers: Readonly<Record<string, Wrapper>> = {
  sudo: { valued: ['-u', '-g', '-h', '-C', '-p'] },
  doas: { valued: ['-u'] },
  env: { valued: ['-u', '-C', '-S'] },
  time: {},
  command: {},
  builtin: {},
  exec: {},
  nohup: {},
  nice: { valued: ['-n'] },
  ionice: { valued: ['-c', '-n'] },
  stdbuf: {},
  timeout: { operands: 1, valued: ['-s', '-k'] },
  watch: { valued: ['-n'] },
  xargs: { valued: ['-n', '-I', '-P', '-L', '-d'] },
  ssh: { operands: 1, valued: ['-i', '-p', '-l', '-L', '-R', '-o', '-J', '-F'] },
  dotenv: { valued: ['-e', '-f'] },
  'cross-env': {},
  npx: { valued: ['-p', '--package'] },
  bunx: {},
  pnpx: {},
  uvx: { valued: ['--from'] },
  pnpm: { subcommands: ['exec', 'dlx'], valued: ['--filter', '-F', '-C', '--dir'] },
  yarn: { subcommands: ['exec', 'dlx'] },
  npm: { subcommands: ['exec'], valued: ['--prefix', '-w', '--workspace'] },
  bundle: { subcommands: ['exec'] },
  poetry: { subcommands: ['run'] },
  uv: { subcommands: ['run'], valued: ['--with', '--extra', '--group'] },
  pipenv: { subcommands: ['run'] },
  hatch: { subcommands: ['run'] },
  rye: { subcommands: ['run'] },
  pdm: { subcommands: ['run'] },
  conda: { subcommands: ['run'], valued: ['-n'] },
  direnv: { subcommands: ['exec'], operands: 1 },
  mise: { subcommands: ['exec', 'x'] },
  'aws-vault': { subcommands: ['exec'], operands: 1 },
  op: { subcommands: ['run'], valued: ['--env-file'] },
  doppler: { subcommands: ['run'], valued: ['-p', '-c', '--project', '--config'] },
  nix: { subcommands: ['develop'] },
  dotenvx: { subcommands: ['run'], valued: ['-f'] },
  caffeinate: {},
  docker: intoContainer,
  'docker-compose': intoContainer,
  podman: intoContainer,
  kubectl: { subcommands: ['exec'], operands: 1, valued: ['-n', '--namespace', '-c', '--container', '--context'] },
  ddev: { subcommands: ['exec'] },
  sail: { before: ['artisan', 'composer', 'npm', 'pnpm', 'yarn', 'bun', 'node', 'npx', 'php', 'phpunit', 'pest'] },
  unbuffer: {},
};

/** Flags that take the next word as their value, for every program that does not say otherwise. */
export const valuedFlags: Readonly<Record<string, readonly string[]>> = {
  '': [
    '--env',
    '--environment',
    '--config',
    '--output',
    '--file',
    '--port',
    '--host',
    '--name',
    '--message',
    '--tag',
    '--version',
    '--from',
    '--to',
    '--branch',
    '--region',
    '--profile',
    '--context',
    '--namespace',
    '--cluster',
    '--service',
    '--stage',
    '--target',
    '--user',
    '--key',
    '--value',
    '--percent',
    '--percentage',
    '--flag',
    '--date',
    '--since',
    '--until',
    '--limit',
    '--id',
    '--url',
    '--locale',
    '--lang',
    '--language',
    '--title',
    '--body',
    '--base',
    '--head',
    '--image',
    '--revision',
    '--project',
    '--workspace',
    '--filter',
    '--scope',
    '--package',
    '--prefix',
    '--dir',
    '--directory',
    '--cwd',
    '--batch-size',
    '--start',
    '--end',
    '--days',
    '--table',
    '--format',
  ],
  git: ['-C', '-c', '-m', '-b', '-B', '-F', '-u', '--author', '--git-dir', '--work-tree', '--onto', '--strategy'],
  npm: ['-w', '--access', '--otp', '--registry'],
  pnpm: ['-F', '-C', '--access', '--otp'],
  make: ['-C', '-f'],
  docker: ['-t', '-f', '-p', '-v', '-e', '-w', '--build-arg', '--network', '--platform'],
  kubectl: ['-n', '-f', '-l', '-o', '-c', '--replicas', '--timeout'],
  helm: ['-n', '-f', '--set'],
  curl: ['-H', '-X', '-d', '-o', '-u', '-F', '--header', '--data', '--request', '-w', '--max-time', '-m'],
  ssh: ['-i', '-p', '-l', '-L', '-o'],
  scp: ['-i', '-P', '-o'],
  python3: ['-W', '-X'],
  pytest: ['-k', '-m', '-n', '--maxfail', '-p', '-c'],
  gh: ['-R', '-t', '-b', '-B', '-H', '-F', '--repo', '--notes', '--label', '--reviewer'],
  psql: ['-c', '-d', '-U', '-h', '-p', '-f', '-v'],
  openssl: ['-in', '-out', '-keyout', '-days', '-subj', '-newkey', '-CA', '-CAkey', '-key', '-connect', '-servername'],
  terraform: ['-var', '-var-file', '-target'],
  pip: ['-r', '-c', '-i'],
  cargo: ['-p', '--features', '--bin', '--manifest-path'],
  mvn: ['-s', '-f', '-pl', '-P', '-T', '-gs', '-rf'],
  gradle: ['-p', '-c', '-x', '-I', '-b'],
  sed: ['-e'],
  go: ['-run', '-o', '-tags'],
  migrate: ['-path', '-database', '-source'],
  goose: ['-dir'],
  flyway: ['-configFiles'],
  dbmate: ['-u', '-d'],
  pio: ['-e', '-t', '-d'],
  keytool: ['-keystore', '-storepass', '-keypass', '-alias', '-file', '-dname'],
};

/** Spellings of one thing. */
export const aliases: Readonly<Record<string, string>> = {
  'npm i': 'npm install',
  'npm add': 'npm install',
  'npm t': 'npm test',
  'npm tst': 'npm test',
  'npm clean-install': 'npm ci',
  'npm run test': 'npm test',
  'npm run start': 'npm start',
  'npm run-script': 'npm run',
  'pnpm i': 'pnpm install',
  'pnpm run test': 'pnpm test',
  'yarn run test': 'yarn test',
  'git co': 'git checkout',
  'git ci': 'git commit',
  'git st': 'git status',
  'git br': 'git branch',
  'docker-compose': 'docker compose',
  'kubectl create ns': 'kubectl create namespace',
  'kubectl create deploy': 'kubectl create deployment',
  'kubectl create cm': 'kubectl create configmap',
  'kubectl create sa': 'kubectl create serviceaccount',
  'kubectl create svc': 'kubectl create service',
};

export const sameProgram: Readonly<Record<string, string>> = {
  python: 'python3',
  'python3.11': 'python3',
  'python3.12': 'python3',
  'python3.13': 'python3',
  py: 'python3',
  pip3: 'pip',
  gmake: 'make',
  nodejs: 'node',
  gradlew: 'gradle',
  mvnw: 'mvn',
  'bin/rails': 'rails',
  'bin/rake': 'rake',
  'bin/bundle': 'bundle',
  './bin/rails': 'rails',
  '.': 'source',
};

/** Programs whose first operand is a script. */
export const interpreters = new Set([
  'node',
  'python3',
  'ruby',
  'perl',
  'php',
  'bash',
  'sh',
  'zsh',
  'deno',
  'bun',
  'tsx',
  'ts-node',
  'Rscript',
  'lua',
  'osascript',
  'pwsh',
  ...'tclsh wish expect guile racket elixir julia groovy raku luajit pypy3 escript octave fish dash ksh nu'.split(' '),
  'source',
]);

/** Programs whose operands are data, never a subcommand. */
export const plainPrograms = new Set(
  `ls cat cp mv rm rmdir mkdir touch ln chmod chown grep rg egrep fgrep ag sed awk cut sort uniq tr wc
    head tail less more find fd tree du df stat file echo printf curl wget ping dig nslookup ssh scp
    rsync tar zip unzip gzip gunzip kill pkill killall lsof ps which type whereis man cd pushd popd
    export unset set alias test [ [[ diff cmp patch psql mysql sqlite3 mongosh redis-cli jq yq tee date
    sleep pytest mypy ruff eslint prettier tsc jest vitest mocha code vim vi nvim nano emacs open xdg-
    open base64 md5sum sha256sum createdb dropdb pg_dump pg_restore seq read declare local basename
    dirname tsx black flake8 pylint rspec ab exit cmake ctest gcc g++ clang javac java realpath readlink
    nl column xxd strings history clear reset true false eval wait prove`.split(/\s+/),
);

/** Programs with subcommands of two words, such as `docker compose up`. */
export const twoWordSubcommands: Readonly<Record<string, readonly string[]>> = {
  docker: ['compose', 'image', 'container', 'volume', 'network', 'buildx', 'context'],
  gh: ['*'],
  aws: ['*'],
  gcloud: ['*'],
  opam: ['switch', 'repository'],
  nomad: ['job', 'node', 'alloc', 'deployment', 'system', 'volume', 'var'],
  az: ['*'],
  kubectl: ['rollout', 'config', 'create', 'set'],
  git: ['stash', 'submodule', 'bisect', 'worktree', 'remote', 'lfs'],
  npm: ['run', 'pkg', 'dist-tag', 'cache', 'config', 'version'],
  pnpm: ['run'],
  yarn: ['run', 'workspace', 'cache'],
  bun: ['run'],
  turbo: ['run'],
  mise: ['run'],
  poetry: ['version', 'env', 'cache'],
  pip: ['cache'],
  heroku: ['*'],
  terraform: ['state', 'workspace'],
  go: ['mod', 'clean'],
  helm: ['repo', 'registry', 'dependency'],
  prisma: ['migrate', 'db'],
  supabase: ['db', 'migration'],
  cargo: [],
  dotnet: ['ef', 'tool', 'nuget'],
  podman: ['compose', 'image', 'container', 'volume', 'network'],
  pulumi: ['stack', 'config'],
  conda: ['env'],
  mamba: ['env'],
  argocd: ['*'],
  pod: ['trunk'],
  bundle: ['config'],
};

/** Names by what they do; a name is a program, or a program with its subcommand. */
const namesByRole: readonly (readonly [Role, string])[] = [
  [
    'look',
    `ls, ll, la, dir, clear, cls, reset, pwd, cat, bat, less, more, head, tail, which, whereis, type,
      whoami, date, cal, history, tree, wc, file, stat, du, df, man, help, info, tldr, grep, egrep, fgrep,
      rg, ag, ack, find, fd, ps, top, htop, printenv, env, uname, hostname, uptime, id, groups, jobs, fg, break, continue,
      bg, alias, true, false, exit, logout, sleep, wait, echo, printf, basename, dirname, realpath,
      readlink, diff, cmp, sort, uniq, cut, tr, awk, jq, yq, column, nl, xxd, strings, seq, md5sum,
      sha256sum, fzf, test, [, [[, read, set, neofetch, lsof, svn status, svn st, svn log, svn info, svn diff, svn ls, svn blame, hg status, hg log, hg diff, git status, git log, git diff, git show, git
      blame, git reflog, git shortlog, git remote, git describe, git rev-parse, git ls-files, git grep,
      git config, git help, git whatchanged, git stash list, git stash show, git fetch, git rev-list, git
      cat-file, git worktree list, git cherry, npm ls, npm list, npm outdated, npm help, npm root, npm
      prefix, npm config, npm whoami, npm run, npm search, npm audit, npm fund, npm explain, npm why, pnpm
      why, pnpm ls, pnpm list, yarn why, yarn list, pip list, pip show, pip freeze, cargo tree, go list,
      go env, go version, docker images, docker stats, docker info, docker version, kubectl config,
      kubectl top, kubectl explain, gh pr list, gh issue list, gh issue view, gh auth status, gh browse,
      gh repo view, brew list, brew info, brew update, brew upgrade, apt list, apt-cache, dpkg, rustc, pulumi stack, terraform providers, helm show, helm get, docker search, aws sts get-caller-
      identity, cargo expand, cargo asm, cargo bloat, cargo metadata, cargo outdated, go doc, npm doctor, mvn help, pgcli, mycli, litecli, grpcui, heroku apps, heroku config, heroku releases, heroku ps, alembic heads, alembic history, alembic show, alembic branches, certbot plugins, fly status, fly apps, php bin/console about, bin/console about, bin/console debug, k9s, perf record, perf report, perf stat, perf top, strace, ltrace, dtrace, gdb, lldb, py-spy, go tool pprof, tcpdump, lazygit, lazydocker, tig, btop, glances, ncdu, tmux, screen, free, iostat, vmstat, dmesg, gradle tasks, gradle
      dependencies, gradle projects, mvn dependency:tree, composer show, composer outdated, opam list, opam show, opam switch list, bundle list, bundle outdated, gem
      list, poetry show, uv tree, kubectl api-resources, kubectl version, kubectl cluster-info, docker history, go doc, nvm ls, nvm list, python3 -c, node -e, node -p, ruby -e, node -v, python3 -V`,
  ],
  [
    'probe',
    `git ls-remote, wrangler tail, aws logs tail, stern, alembic current, flyway info, certbot certificates, npm view, npm info, npm show, yarn info, pip index, docker ps, docker logs, docker
      inspect, docker compose ps, docker compose logs, systemctl is-active, kubectl get, kubectl describe, kubectl logs,
      kubectl rollout history, gh pr view, gh pr status, gh run list, gh run view, gh release view, gh
      release list, systemctl status, journalctl, helm list, helm status, terraform output, terraform
      show, curl, wget, http, openssl s_client, ping, dig, nslookup, nc, telnet`,
  ],
  [
    'verify',
    `pulumi preview, terragrunt plan, helm diff, helm template, dotnet test, mix test, mix credo, mix dialyzer, swift test, flutter test, flutter analyze, dart analyze,
      dart test, cabal test, stack test, zig test, bazel test, nix flake check, cargo test, cargo nextest, cargo deny, go test, dbt test, phpstan, psalm, swiftlint, ktlint,
      yamllint, hadolint, actionlint, tflint, checkov, trivy, promtool check, kubeconform, conftest, pdfinfo, kubectl rollout status, gh pr checks, gh run watch, pytest, jest, vitest, mocha, ava, rspec, ctest, prove,
      phpunit, tox, nox, playwright, cypress, eslint, tsc, mypy, ruff, flake8, pylint, shellcheck, biome,
      rubocop, pyright, prettier, black, node --test, python3 -m pytest, python3 -m unittest, cargo
      clippy, go vet, deno test, bun test, terraform plan, terraform validate, nginx -t, openssl verify, git fsck, buf breaking, buf lint, helm lint, helm test,
      terraform fmt, cargo fmt, cargo semver-checks`,
  ],
  ['move', `cd, pushd, popd, z, j`],
  ['editor', `vim, vi, nvim, nano, emacs, code, subl, open, xdg-open, idea, start`],
  [
    'build',
    `dotnet build, dotnet publish, dotnet pack, dotnet ef migrations, swift build, flutter build, dart run, bazel build, bazel run, nix build, latexmk, pdflatex,
      xelatex, pandoc, quarto, sphinx-build, hugo, mkdocs build, jekyll build, buf generate, sqlc, mockgen, wire, alembic revision, kustomize build, ninja, meson, dune build,
      npm pack, mvn install, rails generate, rails g, xcodebuild, sam build, webpack, vite, rollup, esbuild, gcc, g++, clang, cmake, javac, protoc, make, gradle, mvn,
      docker build, docker compose build, docker buildx build`,
  ],
  [
    'branch',
    `svn switch, svn merge, svn update, svn up, hg update, hg merge, git bisect, git merge, git rebase, git checkout, git switch, git branch, git pull, git cherry-pick,
      git worktree, gh pr merge`,
  ],
  [
    'release',
    `docker tag, docker push, git tag, npm publish, pnpm publish, yarn publish, cargo publish, twine,
      twine upload, poetry publish, uv publish, gem push, npm version, poetry version, cargo release, npm
      dist-tag, npm dist-tag add, changeset version, lerna version, cargo set-version, npm deprecate, gh release create, vsce publish, ovsx publish, helm push, pod trunk push, dotnet nuget push, nuget push, conan upload, oras push, crane push, skopeo copy, luarocks upload`,
  ],
  [
    'install',
    `dotnet restore, dotnet tool, dotnet add, dotnet workload, nuget restore, composer, composer require, composer update, mix deps.get, mix local.hex, flutter pub, dart pub,
      swift package, opam install, cabal update, terraform init, terragrunt init, helm dependency, helm dependency build, helm dependency update, helm dep, apk add, dnf install, yum install, pacman, zypper
      install, choco install, winget install, scoop install, snap install, brew bundle, rustup, cargo install, sdk install, tfenv install, asdf install, mise install, nix-env,
      conda env, mamba env, gem install, bundle update, bundle lock, dbt deps, ansible-galaxy, opam, luarocks, cpan, cpanm, pod install, pod update, npm ci, npm install, pnpm install, pnpm up, pnpm update, pnpm upgrade, pnpm remove, yarn, yarn up,
      yarn upgrade, yarn remove, bun install, bun add, npm upgrade, yarn install, yarn add, pnpm add, npm update, npm
      uninstall, npm link, pip install, poetry install, poetry add, uv sync, uv add, uv pip, pipenv
      install, bundle install, bundle, cargo add, go get, go mod, go mod tidy, go mod download, composer
      install, brew install, apt install, apt-get install, conda install, python3 -m pip, python3 -m
      ensurepip`,
  ],
  [
    'environment',
    `python3 -m venv, virtualenv, source, export, unset, nvm use, nvm, fnm, pyenv, rbenv, asdf, corepack,
      direnv, conda activate, eval, kubectl config use-context, kubectl config set-context, kubectx, kubens, docker context use, volta, sdk use, sdk
      default, jenv, rvm use, tfenv use, mise use, rustup default, rustup override, terraform workspace, pulumi stack select, pulumi config, gcloud config set, az
      account set, dotnet nuget, npm config set, bundle config, composer config, poetry config, helm repo, git sparse-checkout, ulimit, setx, Set-Item`,
  ],
  [
    'login',
    `ssh-add, npm login, npm adduser, docker login, gh auth login, aws sso, aws sso login, aws configure,
      gcloud auth, gcloud auth login, az login, heroku login, vault login, kinit, op signin, npm set, doppler login, pulumi login, fly auth, flyctl auth, gcloud auth application-default, gh auth, aws-vault login, tsh login, terraform login, cargo login,
      helm registry, podman login, ssh-keygen`,
  ],
  [
    'files',
    `cp, mv, mkdir, touch, ln, chmod, chown, sed, tee, patch, tar, unzip, zip, gunzip, gzip, rsync, scp,
      install, dos2unix, git mv, svn cp, svn copy, svn mv, svn move, git apply, git restore, git stash, git stash pop, git stash apply, git
      submodule, git submodule update, git lfs pull, git clone, git init, git lfs`,
  ],
  [
    'clean',
    `rm, rmdir, git clean, git rm, npm cache, npm cache clean, yarn cache clean, cargo clean, go clean,
      docker system, docker rm, docker rmi, kill, pkill, killall, fuser, git prune, docker volume rm,
      docker compose down`,
  ],
  ['stage', `git add, svn add, hg add`],
  ['commit', `git commit, hg commit, jj commit`],
  ['push', `git push, gh pr create, svn commit, svn ci, hg push, jj git push, glab mr create`],
  [
    'rollback',
    `git revert, git reset, npm unpublish, kubectl rollout undo, helm rollback, heroku rollback, heroku
      releases:rollback`,
  ],
  [
    'deploy',
    `aws s3 sync, aws s3 cp, aws cloudfront create-invalidation, aws ecs update-service, aws lambda update-function-code, gcloud run deploy, gcloud app deploy,
      gcloud functions deploy, gsutil rsync, rclone sync, rclone copy, az webapp deploy, fastlane, sam deploy, cdk deploy, serverless deploy, ansible-playbook, kubectl apply, kubectl set image, kubectl set, kubectl scale, kubectl delete, kubectl rollout
      restart, helm upgrade, helm install, terraform apply, terraform destroy, docker stack deploy,
      pulumi up, pulumi destroy, terragrunt apply, fly deploy, flyctl deploy, argocd app sync, argocd app, flux reconcile, nixos-rebuild, home-manager,
      kubectl replace, kubectl patch, nomad job run, nomad job stop, nomad node drain, nomad node eligibility, cf push, eb deploy, firebase deploy, wrangler deploy, wrangler publish, systemctl restart, systemctl reload, gh workflow run, vercel, netlify`,
  ],
  [
    'serve',
    `docker compose up, docker compose start, docker start, docker run, npm start, systemctl start, brew
      services, uvicorn, gunicorn, hypercorn, daphne, flask run, rackup, puma, http-server, live-server, json-server, nodemon, hugo server, mkdocs serve, jekyll serve, next
      dev, next start, ng serve, mix phx.server, air, dotnet run, dotnet watch, kubectl port-forward, kubectl proxy, minikube start, colima start, kind create, podman start, podman run,
      podman compose up, mongod, postgres, mysqld, localstack start, skaffold dev, tilt up, storybook, caddy run, ngrok, redis-server, docker compose restart, pg_ctl, service`,
  ],
  [
    'run',
    `hugo new, agvtool, xcrun, plutil, sops, dbmate new, dbmate dump, jscodeshift, codemod, pnpm changeset, npm changeset,
      certbot, gh workflow, stripe, ldcli`,
  ],
  [
    'migrate',
    `dotnet ef database, mix ecto.migrate, mix ecto.create, mix ecto.setup, mix ecto.reset, rails db:setup, rails db:create, rails db:prepare, sqlx migrate, diesel migration, sequelize, typeorm, rails db:migrate, createdb, dropdb, pg_restore, alembic, flyway, knex, dbmate up, dbmate migrate, goose up, goose down, migrate up, migrate down, migrate goto, migrate force,
      liquibase update, atlas migrate apply, prisma migrate`,
  ],
];

/** Roles by name: the longest match of the command's name (`git push`, then `git`) wins over the words below. */
export const rolesByName: Readonly<Record<string, Role>> = Object.fromEntries(
  namesByRole.flatMap(([role, names]) =>
    names.split(',').map((name) => [
      name
        .replace(/-\n\s*/g, '-')
        .trim()
        .replace(/\s+/g, ' '),
      role,
    ]),
  ),
);

/** Roles by a word in the subcommand, script, target or file name; the first group with a word wins. */
export const rolesByWord: readonly (readonly [Role, ReadonlySet<string>])[] = [
  ['rollback', new Set(['rollback', 'revert', 'undo', 'downgrade', 'restore'])],
  ['migrate', new Set(['migrate', 'migration', 'migrations', 'backfill', 'seed', 'reindex', 'migrator'])],
  [
    'verify',
    new Set([
      'test',
      'tests',
      'check',
      'checks',
      'verify',
      'lint',
      'typecheck',
      'validate',
      'spec',
      'specs',
      'e2e',
      'smoke',
      'health',
      'healthcheck',
      'audit',
      'coverage',
      'assert',
      'wait',
      'unit',
      'integration',
      'vet',
      'fmt',
      'clippy',
      'bench',
      'benchmark',
      'selftest',
      'bench',
      'benchmark',
    ]),
  ],
  [
    'clean',
    new Set([
      'clean',
      'clear',
      'purge',
      'prune',
      'flush',
      'invalidate',
      'evict',
      'cleanup',
      'clobber',
      'wipe',
      'distclean',
      'clean:all',
      'stop',
      'down',
    ]),
  ],
  [
    'deploy',
    new Set([
      'deploy',
      'rollout',
      'promote',
      'ship',
      'apply',
      'scale',
      'provision',
      'enable',
      'disable',
      'activate',
      'toggle',
      'canary',
      'cutover',
      'renew',
      'rotate',
    ]),
  ],
  ['release', new Set(['release', 'publish', 'submit', 'upload', 'bump', 'tag', 'notarize', 'sign'])],
  [
    'probe',
    new Set(['status', 'ps', 'logs', 'get', 'describe', 'list', 'info', 'view', 'show', 'inspect', 'ping', 'whoami']),
  ],
  [
    'look',
    new Set([
      'help',
      'version',
      'search',
      'log',
      'history',
      'about',
      'graph',
      'why',
      'explain',
      'outdated',
      'doctor',
      'checkhealth',
    ]),
  ],
  ['login', new Set(['login', 'auth', 'authenticate', 'signin'])],
  ['install', new Set(['install', 'setup', 'bootstrap', 'init', 'sync', 'deps', 'dependencies', 'vendor'])],
  [
    'build',
    new Set([
      'build',
      'compile',
      'bundle',
      'generate',
      'gen',
      'codegen',
      'transpile',
      'assemble',
      'package',
      'dist',
      'collectstatic',
      'schema',
      'render',
      'extract',
      'docs',
      'proto',
      'generator',
      'index',
      'compilemessages',
      'makemessages',
      'fixtures',
    ]),
  ],
  ['serve', new Set(['start', 'serve', 'dev', 'up', 'server', 'runserver', 'watch', 'daemon', 'listen'])],
];

/** Deeds, not things: `./deploy.sh search` is told what to work on. */
const deeds = new Set(
  'lint check verify validate audit migrate rollback revert undo downgrade restore backfill seed reindex clean clear purge prune flush invalidate evict wipe stop down up start restart serve watch deploy promote ship apply scale provision enable disable activate toggle renew rotate revoke publish upload bump sign login logout install uninstall init setup bootstrap build compile bundle generate render extract status list show set unset add remove create delete push pull open close reset run lock unlock begin end drop load dump copy move rename import export fetch send diff plan pause resume retry drain join leave attach detach resize'.split(
    ' ',
  ),
);

/** Whether a word that a script is given says what it is to do. */
export function tellsWhat(word: string): boolean {
  return deeds.has(word);
}

/** Roles that change the world outside the working copy. */
export const outcomeRoles: ReadonlySet<Role> = new Set(['commit', 'push', 'release', 'deploy', 'migrate', 'rollback']);

/** Failing exits of these say "no", not "broken". */
export const predicates = new Set([
  'grep',
  'egrep',
  'fgrep',
  'rg',
  'ag',
  'diff',
  'cmp',
  'test',
  '[',
  '[[',
  'git diff',
  'kubectl diff',
  'helm diff',
  'which',
  'type',
  'command',
  'pgrep',
  'false',
  'kill',
  'pkill',
  'git grep',
  'whereis',
]);

/** Looks a word of a person's up: `constructor` and `toString` are no entries. */
export function lookUp<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

const programsByRole: ReadonlySet<string> = new Set(Object.keys(rolesByName).map((name) => name.split(' ')[0] ?? name));

/** The tables say something about it, so it is a developer's tool. */
export function isKnownProgram(program: string): boolean {
  return (
    programsByRole.has(program) ||
    interpreters.has(program) ||
    Object.hasOwn(valuedFlags, program) ||
    Object.hasOwn(twoWordSubcommands, program)
  );
}
