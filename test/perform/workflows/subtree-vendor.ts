import { replace, run, say, type WorkflowScript } from '../act.ts';

const files = {
  'app.pl': 'use lib "vendor/knot/lib";\nuse Knot;\nprint Knot::tie("a", "b"), "\\n";\n',
  't/app.t': `use Test::More tests => 1;
is(\`perl app.pl\`, "a~b\\n", 'ties');
`,
  'vendor.lock': 'knot v1\n',
  't/lock.t': `use Test::More tests => 1;
open my $f, '<', 'vendor.lock' or die; my ($v) = <$f> =~ /knot (\\S+)/;
open my $c, '<', 'vendor/knot/VERSION' or die "vendor/knot is not there: $!"; chomp(my $is = <$c>);
is($is, $v, 'vendor.lock names the version that is there');
`,
  'README.md': '# ties\n\nTies things.\n',
};

export const script: WorkflowScript = {
  name: 'subtree-vendor',
  workflow: 'Take a newer knot',
  files,
  prepare: [
    'git init -q -b main ../knot && cd ../knot && mkdir lib && printf "package Knot;\\nsub tie { join q(~), @_ }\\n1;\\n" > lib/Knot.pm && echo v1 > VERSION && git add -A && git commit -qm v1 && git tag v1',
    'cd ../knot && printf "package Knot;\\nsub tie { my (%%o) = %%{shift()}; join \\$o{with}, @_ }\\n1;\\n" > lib/Knot.pm && echo v2 > VERSION && git commit -qam v2 && git tag v2',
    'git subtree add -q --prefix=vendor/knot ../knot v1 --squash',
  ],
  performances: [
    {
      recorder: 'p-rook',
      startedAt: '2026-10-08T09:00:00.000Z',
      acts: [
        run('git checkout -q -b vendor/knot-v2'),
        run('echo "# try" >> app.pl'),
        run('git subtree pull --prefix=vendor/knot ../knot v2 --squash -m "vendor: knot v2"'),
        run('git checkout app.pl'),
        run('git subtree pull --prefix=vendor/knot ../knot v2 --squash -m "vendor: knot v2"'),
        run('prove t/app.t'),
        replace('app.pl', 'Knot::tie("a"', 'Knot::tie({ with => "~" }, "a"'),
        run('prove t/app.t'),
        run('prove t'),
        replace('vendor.lock', 'knot v1', 'knot v2'),
        run('prove t'),
        run('git commit -qam "Tie with the options of knot v2"'),
      ],
    },
    {
      recorder: 'p-crow',
      startedAt: '2026-10-09T09:00:00.000Z',
      acts: [
        run('git checkout -q -b vendor/knot-v2'),
        say('Never without --squash: the history of knot has large files'),
        run('git subtree pull --prefix=vendor/knot ../knot v2 --squash -m "vendor: knot v2"'),
        replace('vendor.lock', 'knot v1', 'knot v2'),
        replace('app.pl', 'Knot::tie("a"', 'Knot::tie({ with => "~" }, "a"'),
        run('prove t'),
        run('git commit -qam "Tie with the options of knot v2"'),
      ],
    },
  ],
  facts: {
    must: [
      ['git subtree pull', 'modifications', 'git checkout app.pl|commit|clean'],
      ['git subtree pull', '--prefix=vendor/knot', '--squash'],
      ['Never without --squash'],
      ['prove', 'Knot.pm|app.pl|HASH'],
      ['prove', 'vendor.lock'],
      ['vendor.lock', 'app.pl'],
      ['prove', 'commit'],
      ['vendor: knot'],
      ['vendor/knot-'],
    ],
    mustNot: ['flaky', '# try'],
    gaps: [{ code: 'unexplained-step', subject: 'subtree|prove' }],
  },
};
