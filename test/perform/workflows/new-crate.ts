import { create, replace, run, say, type WorkflowScript } from '../act.ts';

const manifest = (name: string) => `[package]\nname = "${name}"\nversion = "0.1.0"\nedition = "2021"\n`;

export const script: WorkflowScript = {
  name: 'new-crate',
  workflow: 'Add a crate to the workspace',
  files: {
    'Cargo.toml': '[workspace]\nresolver = "2"\nmembers = ["crates/sea"]\n',
    'crates/sea/Cargo.toml': manifest('sea'),
    'crates/sea/src/lib.rs': 'pub fn salt() -> u32 {\n    35\n}\n',
    'README.md': '# almanac\n',
    '.gitignore': 'target\n',
  },
  performances: [
    {
      recorder: 'p-eider',
      startedAt: '2026-07-06T09:00:00.000Z',
      acts: [
        run('ls crates'),
        create('crates/tide/Cargo.toml', manifest('tide')),
        create('crates/tide/src/lib.rs', 'pub fn high()->u32{ 12 }\n'),
        run('cargo check --offline --manifest-path crates/tide/Cargo.toml'),
        replace('Cargo.toml', '"crates/sea"', '"crates/sea", "crates/tide"'),
        run('cargo check --offline --manifest-path crates/tide/Cargo.toml'),
        run('cargo fmt --all --check'),
        run('cargo fmt --all'),
        run('cargo fmt --all --check'),
        run('git add -A && git commit -m "crate: add tide"'),
      ],
    },
    {
      recorder: 'p-brant',
      startedAt: '2026-07-07T09:00:00.000Z',
      acts: [
        create('crates/moon/Cargo.toml', manifest('moon')),
        create('crates/moon/src/lib.rs', 'pub fn phase() -> u32 {\n    3\n}\n'),
        say('Members are listed by hand here'),
        replace('Cargo.toml', '"crates/sea"', '"crates/sea", "crates/moon"'),
        run('cargo check --offline --manifest-path crates/moon/Cargo.toml'),
        run('cargo fmt --all --check'),
        run('git status'),
        run('git add -A && git commit -m "crate: add moon"'),
      ],
    },
  ],
};
