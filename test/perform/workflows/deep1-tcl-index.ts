import { create, replace, run, say, type WorkflowScript } from '../act.ts';

/** A generated index that has to be committed with what it lists, kept by a hook. */
export const script: WorkflowScript = {
  name: 'deep1-tcl-index',
  workflow: 'Add a command to the Tcl package',
  files: {
    'lib/fare.tcl':
      'package provide fare 1.0\nnamespace eval fare {}\nproc fare::base {km} { return [expr {200 + 30 * $km}] }\n',
    'lib/pkgIndex.tcl': 'package ifneeded fare 1.0 [list source [file join $dir fare.tcl]]\n',
    'tools/index.tcl':
      'set out [open lib/pkgIndex.tcl w]\nforeach f [lsort [glob lib/*.tcl]] {\n  if {[file tail $f] eq "pkgIndex.tcl"} continue\n  set in [open $f]; set text [read $in]; close $in\n  if {![regexp {package provide (\\S+) (\\S+)} $text -> name version]} { puts stderr "index: $f provides no package"; exit 1 }\n  puts $out "package ifneeded $name $version \\[list source \\[file join \\$dir [file tail $f]\\]\\]"\n}\nclose $out\n',
    'tests/all.tcl':
      'lappend auto_path lib\nset bad 0\nforeach t [lsort [glob tests/*.test]] {\n  if {[catch {source $t} why]} { puts stderr "FAILED [file tail $t]: $why"; incr bad }\n}\nputs "[llength [glob tests/*.test]] files, $bad failed"\nexit [expr {$bad > 0}]\n',
    'tests/base.test':
      'package require fare\nif {[fare::base 10] != 500} { error "base 10 gives [fare::base 10], not 500" }\n',
    '.githooks/pre-commit':
      '#!/bin/sh\nif git diff --cached --name-only | grep -q "^lib/[a-z]*\\.tcl$" && ! git diff --cached --name-only | grep -q pkgIndex; then\n  if git diff --cached --diff-filter=A --name-only | grep -q "^lib/"; then echo "pre-commit: lib/pkgIndex.tcl is not staged with the new file" >&2; exit 1; fi\nfi\n',
    'README.md': '# fare\n\nTests: `tclsh tests/all.tcl`.\n',
  },
  prepare: ['git config core.hooksPath .githooks'],
  performances: [
    {
      recorder: 'p-merle',
      startedAt: '2026-10-06T09:00:00.000Z',
      acts: [
        create(
          'lib/night.tcl',
          'namespace eval night {}\nproc night::extra {hour} { return [expr {$hour >= 22 ? 250 : 0}] }\n',
        ),
        create(
          'tests/night.test',
          'package require night\nif {[night::extra 23] != 250} { error "no extra at night" }\n',
        ),
        run('tclsh tests/all.tcl'),
        run('tclsh tools/index.tcl'),
        replace('lib/night.tcl', 'namespace eval night {}', 'package provide night 1.0\nnamespace eval night {}'),
        run('tclsh tools/index.tcl'),
        run('tclsh tests/all.tcl'),
        run('git add lib/night.tcl tests/night.test'),
        run('git commit -qm "night: extra fare"'),
        run('git add lib/pkgIndex.tcl'),
        run('git commit -qm "night: extra fare"'),
      ],
    },
    {
      recorder: 'p-drossel',
      startedAt: '2026-10-08T11:00:00.000Z',
      acts: [
        create(
          'lib/child.tcl',
          'package provide child 1.0\nnamespace eval child {}\nproc child::share {fare} { return [expr {$fare / 3}] }\n',
        ),
        create(
          'tests/child.test',
          'package require child\nif {[child::share 600] != 300} { error "share of 600 is [child::share 600], not 300" }\n',
        ),
        run('tclsh tests/all.tcl; true'),
        say('tests only see packages that stand in pkgIndex.tcl'),
        run('tclsh tools/index.tcl'),
        run('tclsh tests/all.tcl; true'),
        replace('lib/child.tcl', '$fare / 3', '$fare / 2'),
        run('tclsh tests/all.tcl'),
        run('git add -A'),
        run('git commit -qm "child: half the fare"'),
      ],
    },
  ],
  facts: {
    must: [
      "can't find package",
      ['tclsh tools/index.tcl'],
      ['package provide', 'provides no package'],
      ['pkgIndex.tcl is not staged', 'git add lib/pkgIndex.tcl'],
    ],
    mustNot: ['then `tclsh tests/all.tcl; true`', 'is flaky', 'README'],
    gaps: [{ code: 'unexplained-step', subject: 'lib/|tools/index' }],
  },
};
