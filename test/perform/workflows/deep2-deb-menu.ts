import { create, replace, run, say, type WorkflowScript } from '../act.ts';

/** A package built, its old tree cleared away for a failure and built again. */
export const script: WorkflowScript = {
  name: 'deep2-deb-menu',
  workflow: 'Build the menu package',
  files: {
    'pkg/DEBIAN/control':
      'Package: harbour-menu\nVersion: 2.1\nArchitecture: all\nMaintainer: Harbour <dev@example.com>\nDescription: Menu of the harbour\n',
    'src/menu.txt': 'soup\nbread\n',
    Makefile:
      'VERSION = $(shell cat VERSION)\n\ntree:\n\t@mkdir -p out/tree/DEBIAN out/tree/usr/share/harbour\n\t@cp pkg/DEBIAN/* out/tree/DEBIAN/\n\t@cp src/* out/tree/usr/share/harbour/\n\ndeb: tree\n\t@dpkg-deb --root-owner-group -b out/tree out/harbour-menu.deb\n\ncheck:\n\t@sh tools/check.sh\n',
    VERSION: '2.1\n',
    'tools/check.sh':
      '#!/bin/sh\ngot=$(dpkg-deb -f out/harbour-menu.deb Version)\n[ "$got" = "$(cat VERSION)" ] || { echo "check: the package says $got, VERSION says $(cat VERSION)" >&2; exit 3; }\nfor f in $(dpkg-deb -c out/harbour-menu.deb | sed -n "s#.*usr/share/harbour/\\(.\\)#\\1#p"); do\n  [ -f "src/$f" ] || { echo "check: $f is in the package and not in src" >&2; exit 4; }\ndone\n',
    'README.md': '# menu\n\n`make deb` builds the package.\n',
    '.gitignore': 'out/\n',
  },
  prepare: ['make -s tree', 'echo old > out/tree/usr/share/harbour/winter.txt'],
  performances: [
    {
      recorder: 'p-sund',
      startedAt: '2026-10-20T09:00:00.000Z',
      acts: [
        run('git pull'),
        replace('VERSION', '2.1', '2.2'),
        replace('src/menu.txt', 'bread\n', 'bread\nfish\n'),
        run('make deb'),
        run('make check; true'),
        replace('pkg/DEBIAN/control', 'Version: 2.1', 'Version: 2.2'),
        run('make deb'),
        run('make check'),
        say('out/tree keeps what is gone from src, start from nothing'),
        run('rm -rf out'),
        run('make deb'),
        run('make check'),
        run('dpkg-deb -c out/harbour-menu.deb'),
        run('git commit -qam "menu 2.2" && git tag v2.2'),
      ],
    },
    {
      recorder: 'p-belt',
      startedAt: '2026-10-22T09:00:00.000Z',
      acts: [
        replace('VERSION', '2.1', '2.3'),
        replace('pkg/DEBIAN/control', 'Version: 2.1', 'Version: 2.3'),
        replace('pkg/DEBIAN/control', 'Maintainer: Harbour <dev@example.com>\n', ''),
        run('rm -rf out/'),
        run('make deb'),
        run('git checkout pkg/DEBIAN/control'),
        replace('pkg/DEBIAN/control', 'Version: 2.1', 'Version: 2.3'),
        create('src/wine.txt', 'red\nwhite\n'),
        run('make deb'),
        run('make check'),
        run('git add src && git commit -qam "menu 2.3" && git tag v2.3'),
      ],
    },
  ],
  facts: {
    must: [
      ['the package says', 'pkg/DEBIAN/control'],
      ['is in the package and not in src', 'rm -rf out'],
      ['VERSION', 'pkg/DEBIAN/control', 'together|the same value'],
      'v<',
      ['make check'],
    ],
    mustNot: ['make check; true`(?: first|[^.]*passes)', 'README', 'git pull`.*first', 'remove `Maintainer'],
    gaps: [{ code: 'unknown-input', subject: 'version' }],
  },
};
