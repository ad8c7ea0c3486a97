import { create, replace, run, say, type WorkflowScript } from '../act.ts';

const files = {
  'tide/tide.tcl': 'package provide tide 1.2\nnamespace eval tide { proc high {} { return 6 } }\n',
  'tide/pkgIndex.tcl': 'package ifneeded tide 1.2 [list source [file join $dir tide.tcl]]\n',
  'tests/all.tcl':
    'lappend auto_path [file join [file dirname [info script]] ..]\npackage require tide\nforeach p {high low} {\n  if {[info commands ::tide::$p] eq ""} { puts stderr "tests: tide::$p is missing"; exit 1 }\n}\nputs "ok [package provide tide]"\n',
  'tools/manifest.tcl':
    'set have [lsort [glob -tails -directory tide *.tcl]]\nset f [open MANIFEST]; set said [lsort [split [string trim [read $f]] \\n]]; close $f\nif {$have ne $said} { puts stderr "manifest: MANIFEST does not list what is in tide/"; exit 1 }\nputs "manifest ok"\n',
  MANIFEST: 'pkgIndex.tcl\ntide.tcl\n',
  'README.md': '# tide\n\nTides for Tcl.\n',
};

export const script: WorkflowScript = {
  name: 'tcl-package',
  workflow: 'Release the Tcl package',
  files,
  performances: [
    {
      recorder: 'p-sparrow',
      startedAt: '2026-11-22T09:00:00.000Z',
      acts: [
        run('tclsh tests/all.tcl'),
        create('tide/low.tcl', 'namespace eval tide { proc low {} { return 0 } }\n'),
        replace(
          'tide/tide.tcl',
          'package provide tide 1.2\n',
          'package provide tide 1.3\nsource [file join [file dirname [info script]] low.tcl]\n',
        ),
        run('tclsh tests/all.tcl'),
        replace('tide/pkgIndex.tcl', 'tide 1.2', 'tide 1.3'),
        run('tclsh tests/all.tcl'),
        run('tclsh tools/manifest.tcl'),
        replace('MANIFEST', 'pkgIndex.tcl\n', 'low.tcl\npkgIndex.tcl\n'),
        run('tclsh tools/manifest.tcl'),
        say('The index names the version once more, pkg_mkIndex would lose our comments'),
        run('git add -A && git commit -qm "tide 1.3"'),
        run('git tag tide-1.3'),
      ],
    },
    {
      recorder: 'p-linnet',
      startedAt: '2026-11-24T09:00:00.000Z',
      acts: [
        replace(
          'tide/tide.tcl',
          'package provide tide 1.2\nnamespace eval tide { ',
          'package provide tide 1.2.1\nnamespace eval tide { proc low {} { return 1 }; ',
        ),
        replace('tide/pkgIndex.tcl', 'tide 1.2', 'tide 1.2.1'),
        run('tclsh tests/all.tcl'),
        run('tclsh tools/manifest.tcl'),
        run('git add -A && git commit -qm "tide 1.2.1"'),
        run('git tag tide-1.2.1'),
      ],
    },
  ],
  facts: {
    must: [
      ['pkgIndex.tcl', 'tide.tcl'],
      ['tests/all.tcl', 'pkgIndex.tcl'],
      ['MANIFEST does not list', 'MANIFEST'],
      ['pkg_mkIndex would lose'],
      ['tide-<version>|tide-1'],
      ['tclsh tools/manifest.tcl'],
    ],
    mustNot: ['flaky', 'run it once more', 'is done in more than one way'],
    gaps: [{ code: 'unexplained-step', subject: 'tclsh|MANIFEST|tag' }],
  },
};
