import { away, create, replace, run, say, type WorkflowScript } from '../act.ts';

/** A sub goes from one module to another; what failed and was left; something was fetched off screen. */
export const script: WorkflowScript = {
  name: 'deep1-perl-move',
  workflow: 'Move a sub to its own module',
  files: {
    'lib/Tide.pm':
      'package Tide;\nuse strict;\nuse warnings;\nuse Exporter "import";\nour @EXPORT_OK = qw(high low spring);\n\nsub high { my ($h) = @_; return $h + 2 }\n\nsub low { my ($h) = @_; return $h - 2 }\n\nsub spring { my ($d) = @_; return $d % 15 < 3 ? 1 : 0 }\n\n1;\n',
    't/tide.t':
      'use strict;\nuse warnings;\nuse Test::More tests => 3;\nuse Tide qw(high low spring);\nis high(3), 5;\nis low(3), 1;\nis spring(16), 1;\n',
    't/manifest.t':
      'use strict;\nuse warnings;\nuse Test::More tests => 1;\nopen my $in, "<", "MANIFEST" or die;\nmy %listed = map { chomp; $_ => 1 } <$in>;\nmy @missing = grep { !$listed{$_} } glob("lib/*.pm");\nis "@missing", "", "MANIFEST lists every module";\n',
    MANIFEST: 'lib/Tide.pm\nt/tide.t\nt/manifest.t\n',
    'README.md': '# Tide\n\nRun the tests with `prove -l t`.\n',
  },
  performances: [
    {
      recorder: 'p-sterna',
      startedAt: '2026-10-09T09:00:00.000Z',
      acts: [
        run('git checkout -q -b move/spring'),
        create(
          'lib/Moon.pm',
          'package Moon;\nuse strict;\nuse warnings;\nuse Exporter "import";\nour @EXPORT_OK = qw(spring);\n\nsub spring { my ($d) = @_; return $d % 15 < 3 ? 1 : 0 }\n\n1;\n',
        ),
        replace('lib/Tide.pm', 'sub spring { my ($d) = @_; return $d % 15 < 3 ? 1 : 0 }\n\n', ''),
        replace('lib/Tide.pm', 'qw(high low spring)', 'qw(high low)'),
        run('prove -l t'),
        replace('t/tide.t', 'use Tide qw(high low spring);', 'use Tide qw(high low);\nuse Moon qw(spring);'),
        run('prove -l t 2>&1 | tail -5'),
        say('every module has to stand in MANIFEST or it is not shipped'),
        replace('MANIFEST', 'lib/Tide.pm\n', 'lib/Moon.pm\nlib/Tide.pm\n'),
        run('prove -l t'),
        run('perlcritic lib'),
        run('perlcritic --version'),
        run('perlcritic lib'),
        say('no perlcritic here, skipping it'),
        run('git add -A && git commit -qm "Move spring to Moon"'),
      ],
    },
    {
      recorder: 'p-knot',
      startedAt: '2026-10-12T15:00:00.000Z',
      acts: [
        run('ls lib t'),
        away(120_000),
        say('low goes to Ebb, the harbour office wants it apart'),
        run('git checkout -q -b move/low'),
        create(
          'lib/Ebb.pm',
          'package Ebb;\nuse strict;\nuse warnings;\nuse Exporter "import";\nour @EXPORT_OK = qw(low);\n\nsub low { my ($h) = @_; return $h - 2 }\n\n1;\n',
        ),
        replace('lib/Tide.pm', 'sub low { my ($h) = @_; return $h - 2 }\n\n', ''),
        replace('lib/Tide.pm', 'qw(high low spring)', 'qw(high spring)'),
        replace('MANIFEST', 'lib/Tide.pm\n', 'lib/Ebb.pm\nlib/Tide.pm\n'),
        run('prove -l t'),
        replace('t/tide.t', 'use Tide qw(high low spring);', 'use Tide qw(high spring);\nuse Ebb qw(low);'),
        run('prove -l t'),
        run('git add -A && git commit -qm "Move low to Ebb"'),
      ],
    },
  ],
  facts: {
    must: [['is not exported by the Tide module', 't/tide.t'], ['MANIFEST', 'lib/'], '`move/<', ['Move <']],
    mustNot: ['remove `sub', 'perlcritic.*(?:passes|instead)', 'README', 'ls lib'],
    gaps: [
      { code: 'unexplained-failure', subject: 'perlcritic' },
      { code: 'unexplained-step', subject: 'lib/|MANIFEST|t/' },
    ],
  },
};
