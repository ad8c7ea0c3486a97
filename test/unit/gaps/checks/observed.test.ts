import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Fact } from '../../../../src/model/event.ts';
import type { ObservedFailure } from '../../../../src/model/observations.ts';
import { command, gapsOf, look, ran, recording, type Scene, step, subjects } from '../build.ts';

describe('unexplained-step', () => {
  const scene: Scene = {
    recordings: [recording([command('npm test'), command('./tools/seal.sh v1.2.0'), command('./tools/notify.sh')])],
    observations: {
      steps: [step([ran(1, 'npm test')]), step([ran(2, './tools/seal.sh v1.2.0'), ran(3, './tools/notify.sh')])],
    },
    repository: { 'README.md': 'Run `npm test`.' },
  };

  it('names the first unexplained command, the others are evidence', () => {
    const [gap, ...others] = gapsOf('unexplained-step', scene);
    assert.equal(others.length, 0);
    assert.equal(gap?.subject, './tools/seal.sh v1.2.0');
    assert.deepEqual(
      gap?.evidence.map(({ from, excerpt }) => [from, excerpt]),
      [
        [2, './tools/seal.sh v1.2.0'],
        [3, './tools/notify.sh'],
      ],
    );
    assert.match(gap?.question ?? '', /\?$/);
    assert.equal(gap?.askWhom, 'heron');
  });

  it('goes once loaded context explains each of its commands, not before', () => {
    assert.equal(
      gapsOf('unexplained-step', { ...scene, loaded: { 'AGENTS.md': 'Seal with `./tools/seal.sh <tag>`.' } })[0]
        ?.subject,
      './tools/notify.sh',
    );
    assert.deepEqual(
      subjects('unexplained-step', { ...scene, loaded: { 'AGENTS.md': '`seal.sh`, then `./tools/notify.sh`' } }),
      [],
    );
  });

  it('is one gap for the same command with other values in several recordings', () => {
    const second = recording([command('./tools/seal.sh v2.0.0')], {
      id: 'r2',
      startedAt: '2026-01-11T09:00:00Z',
      recorder: 'wren',
    });
    const steps = [...(scene.observations?.steps ?? []), step([ran(1, './tools/seal.sh v2.0.0')], { recording: 'r2' })];
    const both = { ...scene, recordings: [...(scene.recordings ?? []), second], observations: { steps } };
    const [gap] = gapsOf('unexplained-step', both);
    assert.equal(gap?.id, gapsOf('unexplained-step', scene)[0]?.id);
    assert.deepEqual(new Set(gap?.evidence.map((one) => one.recording)), new Set(['r1', 'r2']));
  });

  it('asks about edited manifests and settings, not about source code or lock files', () => {
    const files = ['CHANGELOG.md', 'src/cart.ts', 'package-lock.json', 'config/flags.yml'];
    const edits: Scene = { observations: { steps: [step([], { files })] } };
    const [gap] = gapsOf('unexplained-step', edits);
    assert.equal(gap?.subject, 'CHANGELOG.md');
    assert.equal(gap?.severity, 'low');
    assert.deepEqual(
      subjects('unexplained-step', { observations: { steps: [step([], { files: ['src/cart.ts'] })] } }),
      [],
    );
  });

  it('asks about source files that every run edits', () => {
    const steps = ['r1', 'r2'].map((id) => step([], { recording: id, files: ['src/registry.ts'] }));
    const recordings = ['r1', 'r2'].map((id) => recording([], { id }));
    assert.deepEqual(subjects('unexplained-step', { recordings, observations: { steps } }), ['src/registry.ts']);
  });

  it('leaves commands that failed to the failures, and says nothing of plain Git', () => {
    const steps = [
      step([ran(1, './x.sh', { exitCode: 1 }), ran(2, 'git add -A'), ran(3, 'git commit -m "Fix the cart"')]),
    ];
    assert.deepEqual(subjects('unexplained-step', { observations: { steps } }), []);
  });

  it('is high where damage can be done', () => {
    const risk = {
      recording: 'r1',
      seq: 2,
      command: './tools/seal.sh v1.2.0',
      line: './tools/seal.sh v<version>',
      kind: 'publish' as const,
    };
    assert.equal(
      gapsOf('unexplained-step', { ...scene, observations: { ...scene.observations, risks: [risk] } })[0]?.severity,
      'high',
    );
  });
});

describe('coverage', () => {
  it('weighs steps, and leaves out what needs no context', () => {
    const steps = [
      step([ran(1, 'npm test')]),
      step([ran(2, './a.sh')], { weight: 3 }),
      step([ran(3, './b.sh')]),
      step([ran(4, 'git commit -m x')]),
    ];
    const { coverage } = look({
      observations: { steps },
      repository: { 'README.md': '`npm test`' },
      loaded: { 'AGENTS.md': '`./a.sh`' },
    });
    assert.deepEqual(coverage, { explained: 3, observed: 4, percent: 75 });
  });

  it('is whole with nothing to explain, and never rounded up to whole', () => {
    assert.deepEqual(look({}).coverage, { explained: 0, observed: 0, percent: 100 });
    const steps = [step([ran(1, './a.sh')], { weight: 999 }), step([ran(2, './b.sh')])];
    assert.equal(look({ observations: { steps }, loaded: { 'AGENTS.md': '`a.sh`' } }).coverage.percent, 99);
  });
});

describe('unexplained-failure', () => {
  const failure: ObservedFailure = {
    recording: 'r1',
    seq: 1,
    command: 'npm run build',
    line: 'npm run build',
    cwd: '.',
    exitCode: 1,
    signature: 'manifest checksum differs from index',
    resolvedBySeq: 2,
    resolution: 'flaky',
    causeSeqs: [],
    explainedByNarration: false,
  };
  const scene = (more: Partial<ObservedFailure> = {}, rest: Scene = {}): Scene => ({
    recordings: [
      recording([command('npm run build', { exitCode: 1 }), command('npm run build'), command('npm run build')]),
    ],
    observations: { failures: [{ ...failure, ...more }] },
    ...rest,
  });

  it('is asked about by its command, from failure to success', () => {
    const [gap] = gapsOf('unexplained-failure', scene());
    assert.equal(gap?.subject, 'npm run build');
    assert.deepEqual([gap?.evidence[0]?.from, gap?.evidence[0]?.to], [1, 2]);
    assert.equal(gap?.severity, 'medium');
    assert.doesNotMatch(JSON.stringify(gap), /heron failed|mistake/i);
  });

  it('is none where the person, a context file or the README says why', () => {
    assert.equal(gapsOf('unexplained-failure', scene({ explainedByNarration: true })).length, 0);
    assert.equal(
      gapsOf(
        'unexplained-failure',
        scene({}, { loaded: { 'MEMORY.md': '`npm run build` fails while the index is stale: wait.' } }),
      ).length,
      0,
    );
    assert.equal(
      gapsOf(
        'unexplained-failure',
        scene(
          {},
          { repository: { 'README.md': 'A manifest checksum that differs from the index means a stale mirror.' } },
        ),
      ).length,
      0,
    );
  });

  it('stands while the command is only mentioned', () => {
    const mentioned = scene({}, { loaded: { 'AGENTS.md': 'Build with `npm run build`.' } });
    assert.equal(gapsOf('unexplained-failure', mentioned).length, 1);
  });

  it('is none for a mistyped or stopped command', () => {
    assert.equal(gapsOf('unexplained-failure', scene({ resolution: 'retyped' })).length, 0);
    assert.equal(gapsOf('unexplained-failure', scene({ exitCode: 130 })).length, 0);
  });

  it('is there for a failure that never worked, and low for one that a change mended', () => {
    const { resolvedBySeq: _never, resolution: _none, ...unresolved } = failure;
    const open = gapsOf('unexplained-failure', { ...scene(), observations: { failures: [unresolved] } });
    assert.match(open[0]?.question ?? '', /what gets it to work/);
    assert.equal(gapsOf('unexplained-failure', scene({ resolution: 'change', causeSeqs: [2] }))[0]?.severity, 'low');
  });

  it('is one for several tries', () => {
    const tries = [failure, { ...failure, seq: 2, resolvedBySeq: 3 }, { ...failure, seq: 1, resolvedBySeq: 3 }];
    const [gap, ...others] = gapsOf('unexplained-failure', { ...scene(), observations: { failures: tries } });
    assert.equal(others.length, 0);
    assert.ok(gap);
  });
});

describe('unknown-input', () => {
  const input = {
    recording: 'r1',
    seq: 1,
    name: 'region',
    value: 'eu-west-9',
    usedIn: [{ seq: 1, where: './deploy.sh <region>' }],
    source: 'typed',
  };
  const scene: Scene = {
    recordings: [recording([command('./deploy.sh eu-west-9')])],
    observations: { inputs: [input] },
  };

  it('is named as the value is', () => {
    const [gap] = gapsOf('unknown-input', scene);
    assert.equal(gap?.subject, 'region');
    assert.equal(gap?.evidence[0]?.excerpt, './deploy.sh eu-west-9');
  });

  it('is also a value that was typed once and stood nowhere before', () => {
    const typed = (line: string, rest: Scene = {}) =>
      subjects('unknown-input', {
        recordings: [recording([command('cat x', { output: { text: 'queue q-7781' } }), command(line)])],
        observations: { steps: [step([ran(2, line)])] },
        ...rest,
      });
    assert.deepEqual(typed('./run.sh --ticket OPS-118'), ['ticket']);
    assert.deepEqual(typed('CHANNEL=beta ./run.sh'), ['CHANNEL']);
    assert.deepEqual(typed('./run.sh 88412'), ['id']);
    assert.deepEqual(typed('terraform apply -var change_id=CHG0042 -var-file=prod.tfvars -var size=big'), [
      'change_id',
    ]);
    assert.deepEqual(typed('cdn purge --distribution-id E2QWRUH'), ['distribution-id']);
    assert.deepEqual(
      typed('./run.sh --region=eu-west-9', { repository: { 'infra/main.tf': 'region = "eu-west-9"' } }),
      [],
    );
    for (const known of [
      './run.sh --queue q-7781',
      './run.sh --env $ENV',
      './run.sh --verbose 3',
      'git commit -m "OPS-118"',
      'npm test',
    ]) {
      assert.deepEqual(typed(known), [], known);
    }
  });

  it('is also a variable that nobody was seen to set, unless a shell or a document does', () => {
    const used = (line: string, ...before: string[]) =>
      subjects('unknown-input', {
        recordings: [recording([...before.map((one) => command(one)), command(line)])],
        observations: { steps: [step([ran(before.length + 1, line)])] },
      });
    assert.deepEqual(used('psql "$ORDERS_DSN" -f fill.sql'), ['ORDERS_DSN']);
    assert.deepEqual(used('./load.ps1 $env:STATION'), ['STATION']);
    assert.deepEqual(used('psql "$ORDERS_DSN" -f fill.sql', 'export ORDERS_DSN=postgres://localhost/orders'), []);
    assert.deepEqual(used('cd "$HOME" && ls $GITHUB_WORKSPACE'), []);
    assert.deepEqual(used('curl -H "X: $NPM_TOKEN" localhost'), [], 'a credential is asked for as one');
  });

  it('is none for a computed value or one in a file', () => {
    for (const source of ['computed', 'package.json#version']) {
      assert.deepEqual(subjects('unknown-input', { ...scene, observations: { inputs: [{ ...input, source }] } }), []);
    }
  });

  it('goes when context says where it comes from, not when it only names it', () => {
    assert.deepEqual(
      subjects('unknown-input', {
        ...scene,
        loaded: { 'AGENTS.md': '`<region>` is taken from the service catalogue.' },
      }),
      [],
    );
    assert.deepEqual(
      subjects('unknown-input', { ...scene, loaded: { 'AGENTS.md': 'A value for `region` is needed: ours.' } }),
      [],
    );
    assert.deepEqual(subjects('unknown-input', { ...scene, loaded: { 'AGENTS.md': 'Run `./deploy.sh <region>`.' } }), [
      'region',
    ]);
  });
});

describe('credential', () => {
  const credential = {
    recording: 'r1',
    seq: 1,
    name: 'NPM_TOKEN',
    where: 'NPM_TOKEN=[redacted:env:NPM_TOKEN#1] npm publish',
  };
  const scene: Scene = {
    recordings: [recording([command(credential.where)])],
    observations: { credentials: [credential, { ...credential, seq: 1 }] },
  };

  it('is one that the example of a file of settings leaves open, and a file that is handed over as one', () => {
    const filled: Fact = { kind: 'edit', file: '.env', origin: 'typed', withheld: true };
    const repository = { '.env.example': 'STRIPE_KEY=\nLOG_LEVEL=\nAPI_TOKEN=<yours>\nHOST=localhost\n' };
    assert.deepEqual(subjects('credential', { recordings: [recording([filled])], repository }).sort(), [
      'API_TOKEN',
      'STRIPE_KEY',
    ]);
    const line = 'certbot certonly --dns-x-credentials /etc/ssl/dns.ini -d a.test';
    assert.deepEqual(subjects('credential', { recordings: [recording([command(line)])] }), ['/etc/ssl/dns.ini']);
  });

  it('names the variable, once', () => {
    const found = gapsOf('credential', scene);
    assert.deepEqual(
      found.map(({ subject }) => subject),
      ['NPM_TOKEN'],
    );
  });

  it('is also one that a command uses by name, a program misses, or a login asks for', () => {
    const recordings = [
      recording([
        command('curl -H "Authorization: Bearer $STATUS_TOKEN" https://status.example'),
        command('./send.sh', { exitCode: 1, output: { text: 'error: SMTP_PASSWORD is not set' } }),
        command('gh auth login'),
        command('echo $HOME $BUILD_NUMBER'),
      ]),
    ];
    assert.deepEqual(subjects('credential', { recordings }).sort(), ['SMTP_PASSWORD', 'STATUS_TOKEN', 'gh login']);
  });

  it('goes when something says how to get it, not when something only needs it', () => {
    assert.deepEqual(
      subjects('credential', { ...scene, loaded: { 'AGENTS.md': 'Get `NPM_TOKEN` from the vault.' } }),
      [],
    );
    assert.deepEqual(subjects('credential', { ...scene, loaded: { 'AGENTS.md': 'Publishing needs `NPM_TOKEN`.' } }), [
      'NPM_TOKEN',
    ]);
    assert.deepEqual(
      subjects('credential', { ...scene, loaded: { 'AGENTS.md': 'Get `NPM_TOKEN_OLD` from the vault.' } }),
      ['NPM_TOKEN'],
    );
  });
});

describe('off-screen', () => {
  const plan = command('./plan.sh');
  const apply = command('./apply.sh 4711');
  const away = (
    awayMs: number,
    facts: { before?: Fact; after?: Fact; between?: Fact[]; runsMs?: number } = {},
  ): Scene => {
    const { before = plan, after = apply, between = [], runsMs = 0 } = facts;
    const plain = recording([
      before,
      { kind: 'focus', focused: false },
      ...between,
      { kind: 'focus', focused: true },
      after,
    ]);
    const back = plain.events.length - 1;
    const events = plain.events.map((event) => {
      if (event.seq === 1 && event.kind === 'command') return { ...event, durationMs: runsMs };
      return event.seq < back ? event : { ...event, at: 1000 + awayMs + (event.seq - back) * 1000 };
    });
    const commands = [before, after].flatMap((fact, at) =>
      fact.kind === 'command' ? [ran(at === 0 ? 1 : back + 1, fact.line)] : [],
    );
    return { recordings: [{ ...plain, events }], observations: { steps: [step(commands)] } };
  };
  const count = (scene: Scene) => gapsOf('off-screen', scene).length;

  it('asks what was done elsewhere before the command that followed', () => {
    const [gap] = gapsOf('off-screen', away(90_000));
    assert.equal(gap?.subject, './apply.sh 4711');
    assert.deepEqual([gap?.evidence[0]?.from, gap?.evidence[0]?.to], [1, 4]);
    assert.doesNotMatch(JSON.stringify(gap), /90|minute/);
  });

  it('counts from the set time on', () => {
    assert.equal(count(away(60_000)), 1);
    assert.equal(count(away(59_999)), 0);
    assert.equal(count({ ...away(59_999), more: { options: { offScreenMs: 30_000 } } }), 1);
  });

  it('counts between steps that hang together only', () => {
    assert.equal(count(away(90_000, { after: command('make docs') })), 0);
    assert.equal(count(away(90_000, { after: command('./plan.sh --final') })), 1);
    const scene = away(90_000);
    assert.equal(count({ ...scene, observations: { steps: [step([ran(1, './plan.sh')])] } }), 0);
  });

  it('is no waiting for a command, and no pause that was asked for', () => {
    assert.equal(count(away(90_000, { runsMs: 85_000 })), 0);
    assert.equal(count(away(90_000, { runsMs: 10_000 })), 1);
    assert.equal(count(away(90_000, { between: [{ kind: 'pause' }, { kind: 'resume' }] })), 0);
  });

  it('goes with an answer about it', () => {
    const loaded = { 'MEMORY.md': '- Around `./apply.sh 4711`: the number stands in the tracker.' };
    assert.equal(count({ ...away(90_000), loaded }), 0);
  });
});

describe('not-captured', () => {
  it('tells degraded capture, until it was restored', () => {
    const recordings = [
      recording([
        command('make'),
        { kind: 'capture', source: 'terminal', state: 'degraded', reason: 'no shell integration' },
        { kind: 'note', text: 'ssh' },
        { kind: 'capture', source: 'terminal', state: 'restored', reason: 'back' },
      ]),
    ];
    const [gap, ...others] = gapsOf('not-captured', { recordings });
    assert.equal(others.length, 0);
    assert.equal(gap?.subject, 'terminal');
    assert.deepEqual([gap?.evidence[0]?.from, gap?.evidence[0]?.to], [2, 4]);
  });

  it('tells the same loss once when distilling saw it too', () => {
    const recordings = [
      recording([{ kind: 'capture', source: 'terminal', state: 'degraded', reason: 'no shell integration' }]),
    ];
    const losses = [{ recording: 'r1', fromSeq: 1, source: 'terminal', reason: 'no shell integration' }];
    assert.equal(gapsOf('not-captured', { recordings, observations: { losses } }).length, 1);
  });

  it('tells lost events and a torn end, not an unknown field or a missing end', () => {
    const damaged = (code: 'sequence-gap' | 'torn-tail' | 'unknown-field') => ({
      recordings: [{ ...recording([command('make')]), problems: [{ line: 2, code, message: 'damage' }] }],
    });
    assert.equal(gapsOf('not-captured', damaged('sequence-gap'))[0]?.severity, 'medium');
    assert.equal(gapsOf('not-captured', damaged('torn-tail')).length, 1);
    assert.equal(gapsOf('not-captured', damaged('unknown-field')).length, 0);
    assert.equal(
      gapsOf('not-captured', { recordings: [{ ...recording([command('make')]), complete: false }] }).length,
      0,
    );
  });

  it('is none for a pause that was asked for or a withheld file', () => {
    const recordings = [
      recording([
        { kind: 'pause' },
        { kind: 'resume' },
        { kind: 'edit', file: '.env', origin: 'typed', withheld: true },
      ]),
    ];
    assert.equal(gapsOf('not-captured', { recordings }).length, 0);
  });
});

describe('decision', () => {
  const difference = {
    subject: 'Deploy',
    conditionNarrated: false,
    options: [
      { label: 'helm upgrade', recordings: ['r1'], at: [{ recording: 'r1', seq: 1 }] },
      { label: 'kubectl apply', recordings: ['r2'], at: [{ recording: 'r2', seq: 1 }] },
    ],
  };
  const recordings = [
    recording([command('helm upgrade api ./chart')]),
    recording([command('kubectl apply -f k8s')], { id: 'r2', startedAt: '2026-01-12T00:00:00Z' }),
  ];

  it('asks for the condition, about the first command', () => {
    const [gap] = gapsOf('decision', { recordings, observations: { differences: [difference] } });
    assert.equal(gap?.subject, 'helm upgrade api ./chart');
    assert.equal(gap?.question, 'What decides between `helm upgrade` and `kubectl apply`?');
  });

  it('is none where a note recorded the condition, or an answer is loaded', () => {
    assert.equal(
      gapsOf('decision', { recordings, observations: { differences: [{ ...difference, conditionNarrated: true }] } })
        .length,
      0,
    );
    const loaded = { 'MEMORY.md': '- For `helm upgrade api ./chart`: in the test cluster.' };
    assert.equal(gapsOf('decision', { recordings, observations: { differences: [difference] }, loaded }).length, 0);
  });
});

describe('unverified', () => {
  const risk = {
    recording: 'r1',
    seq: 2,
    command: './deploy.sh prod',
    line: './deploy.sh <env>',
    kind: 'deploy' as const,
  };
  const recordings = [
    recording([
      command('pg_dump shop > shop.sql'),
      command('./deploy.sh prod'),
      command('curl https://shop.example/health'),
    ]),
  ];

  it('tells a risky action that nothing checked', () => {
    const [gap] = gapsOf('unverified', { recordings, observations: { risks: [risk] } });
    assert.equal(gap?.subject, './deploy.sh prod');
    assert.equal(gap?.severity, 'high');
  });

  it('is none once checked, or once context says how to check', () => {
    assert.equal(
      gapsOf('unverified', { recordings, observations: { risks: [{ ...risk, verifiedBySeq: 3 }] } }).length,
      0,
    );
    const loaded = { 'AGENTS.md': 'After `./deploy.sh`, watch the health page.' };
    assert.equal(gapsOf('unverified', { recordings, observations: { risks: [risk] }, loaded }).length, 0);
  });

  it('asks for a way back from what cannot be undone', () => {
    const migrate = { ...risk, kind: 'migrate' as const, verifiedBySeq: 3 };
    assert.equal(gapsOf('unverified', { recordings, observations: { risks: [migrate] } })[0]?.severity, 'low');
    const steps = [step([ran(1, 'pg_dump shop > shop.sql')])];
    assert.equal(gapsOf('unverified', { recordings, observations: { risks: [migrate], steps } }).length, 0);
  });
});
