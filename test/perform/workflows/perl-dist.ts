import { create, replace, run, say, type WorkflowScript } from '../act.ts';

const upload = `#!/usr/bin/perl
# Puts a distribution where the index looks for it.
use strict; use warnings; use File::Copy;
my $file = shift or die "usage: upload FILE\\n";
my $id = $ENV{PAUSE_ID} or die "upload: PAUSE_ID is not set\\n";
die "upload: $file is there already, a version is never replaced\\n" if -e "../index/$file";
copy($file, "../index/$file") or die "upload: $!\\n";
print "$id uploaded $file\\n";
`;

const files = {
  'Makefile.PL':
    "use ExtUtils::MakeMaker;\nWriteMakefile(NAME => 'Text::Hem', VERSION_FROM => 'lib/Text/Hem.pm', ABSTRACT => 'Hems', AUTHOR => 'Dev');\n",
  'lib/Text/Hem.pm': 'package Text::Hem;\nour $VERSION = \'0.07\';\nsub hem { return "<$_[0]>" }\n1;\n',
  't/hem.t': "use Test::More tests => 1;\nuse Text::Hem;\nis(Text::Hem::hem('a'), '<a>');\n",
  Changes: 'Changes of Text-Hem\n\n0.07  2026-01-05\n  - First\n',
  MANIFEST: 'Changes\nlib/Text/Hem.pm\nMakefile.PL\nMANIFEST\nREADME\nt/hem.t\n',
  'MANIFEST.SKIP': '^\\.git\n^author/\n^Makefile$\n^Text-Hem\n^blib\n^pm_to_blib\n^MYMETA\n\\.bak$\n',
  README: 'Text-Hem\n\nPuts hems around text.\n',
  'author/upload': upload,
  'author/complete':
    '#!/usr/bin/perl\nuse ExtUtils::Manifest qw(filecheck);\n$ExtUtils::Manifest::Quiet = 0;\nexit(filecheck() ? 1 : 0);\n',
  '.gitignore': 'Makefile\nMYMETA*\nblib/\npm_to_blib\n*.tar.gz\nMANIFEST.bak\nText-Hem-*/\n',
};

export const script: WorkflowScript = {
  name: 'perl-dist',
  workflow: 'Release Text-Hem',
  files,
  prepare: ['mkdir ../index && touch ../index/Text-Hem-0.07.tar.gz'],
  performances: [
    {
      recorder: 'p-mole',
      startedAt: '2026-08-10T09:00:00.000Z',
      acts: [
        run('git log --oneline | head -3'),
        create('lib/Text/Hem/Wide.pm', 'package Text::Hem::Wide;\n1;\n'),
        replace('lib/Text/Hem.pm', "'0.07'", "'0.08'"),
        replace('Changes', 'Changes of Text-Hem\n', 'Changes of Text-Hem\n\n0.08  2026-08-10\n  - Wide hems\n'),
        run('perl Makefile.PL'),
        run('make test'),
        run('perl author/complete'),
        run('make manifest'),
        run('perl author/complete'),
        run('make dist'),
        run('git add -A && git commit -qm "Release 0.08" && git tag 0.08'),
        run('perl author/upload Text-Hem-0.08.tar.gz'),
        run('PAUSE_ID=DEV perl author/upload Text-Hem-0.08.tar.gz'),
        run('ls ../index'),
      ],
    },
    {
      recorder: 'p-vole',
      startedAt: '2026-08-12T09:00:00.000Z',
      acts: [
        replace('Changes', 'Changes of Text-Hem\n', 'Changes of Text-Hem\n\n0.09  2026-08-12\n  - Tidy\n'),
        run('perl Makefile.PL && make test'),
        run('make dist'),
        run('export PAUSE_ID=DEV'),
        run('perl author/upload Text-Hem-0.07.tar.gz'),
        say('The version stands in the module, and Makefile.PL must run again to see it'),
        replace('lib/Text/Hem.pm', "'0.07'", "'0.09'"),
        run('perl Makefile.PL && make test'),
        run('make dist'),
        run('git add -A && git commit -qm "Release 0.09" && git tag 0.09'),
        run('perl author/upload Text-Hem-0.09.tar.gz'),
        run('ls ../index'),
      ],
    },
    {
      recorder: 'p-shrew',
      startedAt: '2026-08-20T09:00:00.000Z',
      acts: [
        replace('lib/Text/Hem.pm', "'0.07'", "'0.10'"),
        replace('Changes', 'Changes of Text-Hem\n', 'Changes of Text-Hem\n\n0.10  2026-08-20\n  - Seams\n'),
        run('perl Makefile.PL && make test'),
        run('make dist'),
        run('git add -A && git commit -qm "Release 0.10" && git tag 0.10'),
        run('PAUSE_ID=DEV perl author/upload Text-Hem-0.10.tar.gz'),
        run('ls ../index'),
      ],
    },
  ],
  facts: {
    must: [
      ['author/complete', 'Not in MANIFEST|MANIFEST', 'make manifest'],
      ['upload', 'PAUSE_ID is not set', 'PAUSE_ID'],
      ['is there already', 'lib/Text/Hem.pm'],
      ['Changes', 'lib/Text/Hem.pm', 'together|same value'],
      ['Release <version>'],
      ['<version>', 'lib/Text/Hem.pm'],
      ['Text-Hem-<version>.tar.gz'],
      ['make test'],
    ],
    mustNot: ['git log', '0\\.(?:08|09|10)\\b', 'flaky', 'Wide hems'],
    gaps: [
      { code: 'unexplained-step', subject: 'perl|make' },
      { code: 'unknown-input', subject: 'PAUSE_ID|DEV|version' },
    ],
  },
};
