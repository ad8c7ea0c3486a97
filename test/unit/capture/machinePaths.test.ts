import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createMachinePaths } from '../../../src/capture/machinePaths.ts';
import { growsInStep } from '../growth.ts';

const paths = createMachinePaths([
  { name: 'harbour', path: '/srv/harbour', real: '/mnt/disk/harbour' },
  { name: 'tools', path: '/srv/my tools+1' },
  { name: 'inner', path: '/srv/harbour/packages/inner/' },
]);

describe("this machine's paths in output", () => {
  it('read relative to the folder', () => {
    const samples: readonly [string, string][] = [
      ["Error: no such file '/srv/harbour/data/rates.json'", "Error: no such file 'data/rates.json'"],
      ['/mnt/disk/harbour/src/ä.ts:3:14 - error', 'src/ä.ts:3:14 - error'],
      ['    at run (file:///srv/harbour/test/cost.test.js:9:3)', '    at run (test/cost.test.js:9:3)'],
      ['/srv/harbour', '.'],
      ['in /srv/harbour.', 'in ./.'],
      ['Cloned into /srv/harbour, done', 'Cloned into ., done'],
      ['PATH=/srv/harbour/bin:/usr/bin', 'PATH=bin:/usr/bin'],
      ['["/srv/harbour/a","/srv/harbour/b c"]', '["a","b c"]'],
      ['/srv/my tools+1/run.sh and /srv/my\\ tools+1/run.sh', 'tools/run.sh and tools/run.sh'],
      ['file:///srv/my%20tools%2B1/run.sh', 'tools/run.sh'],
      ['/srv/my tools+1', 'tools'],
      ['/srv/harbour/packages/inner/x.ts', 'inner/x.ts'],
      ['cc -I/srv/harbour/include a.c', 'cc -Iinclude a.c'],
      ['line one\n/srv/harbour/a.ts\r\n', 'line one\na.ts\r\n'],
    ];
    for (const [text, expected] of samples) assert.equal(paths.inOutput(text), expected);
  });

  it('are left where the path is another', () => {
    for (const text of [
      '/srv/harbour-other/a',
      '/srv/harbour.git',
      '/srv/harbour2',
      '/srv/harbouré/x',
      '/backup/srv/harbour/a',
      './srv/harbour/a',
      'https://example.invalid/srv/harbour/a',
      '~/srv/harbour/a',
      'harbour/a',
    ])
      assert.equal(paths.inOutput(text), text);
  });

  it('of Windows are found with either slash, doubled, in any case of the drive', () => {
    const windows = createMachinePaths([
      { name: 'w', path: 'c:\\work\\my ws' },
      { name: 'share', path: '\\\\server\\disk\\ws' },
    ]);
    const samples: readonly [string, string][] = [
      ['C:\\work\\my ws\\src\\a.ts:3:1', 'src/a.ts:3:1'],
      ['c:/work/my ws/src/a.ts(3,1)', 'src/a.ts(3,1)'],
      ['{"file":"C:\\\\work\\\\my ws\\\\src\\\\a.ts"}', '{"file":"src/a.ts"}'],
      ['file:///C:/work/my%20ws/a.ts', 'a.ts'],
      ['C:\\work\\my ws', '.'],
      ['\\\\server\\disk\\ws\\a.txt', 'share/a.txt'],
      ['D:\\work\\my ws\\a', 'D:\\work\\my ws\\a'],
      ['C:\\work\\my ws-2\\a', 'C:\\work\\my ws-2\\a'],
      ['xC:\\work\\my ws\\a', 'xC:\\work\\my ws\\a'],
    ];
    for (const [text, expected] of samples) assert.equal(windows.inOutput(text), expected, text);
  });

  it('of a root or of no folder are nobody in particular', () => {
    assert.equal(createMachinePaths([]).inOutput('/srv/harbour'), '/srv/harbour');
    assert.equal(createMachinePaths([{ name: 'r', path: '/' }]).inOutput('ls / /etc'), 'ls / /etc');
  });

  it('cost in step with the text that almost has one', () => {
    const search = (size: number) => {
      const text = `${'/srv/harbou'.repeat(size)} harbour`;
      return () => paths.inOutput(text) === text;
    };
    assert.ok(search(100_000)());
    growsInStep(search, 10_000);
  });

  it('leave nothing of the folder whatever surrounds it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(' ', '"', "'", '(', '=', ':', '\n', '['),
        fc.stringMatching(/^[a-z.]{0,8}$/),
        (before, file) => {
          assert.ok(!paths.inOutput(`x${before}/mnt/disk/harbour/${file}`).includes('disk'));
        },
      ),
    );
  });
});

describe("this machine's paths in a command line", () => {
  it('become relative to the directory it ran in, so that it stays the same command', () => {
    const samples: readonly [cwd: string, line: string, expected: string][] = [
      ['/srv/harbour', 'cat /srv/harbour/data/rates.json', 'cat data/rates.json'],
      ['/srv/harbour/src', 'cat /srv/harbour/data/rates.json', 'cat ../data/rates.json'],
      ['/mnt/disk/harbour/src', 'cd /mnt/disk/harbour', 'cd ..'],
      ['/srv/harbour', 'cd /srv/harbour', 'cd .'],
      ['/srv/harbour', '/srv/harbour/build.sh --fast', './build.sh --fast'],
      ['/srv/harbour', 'make && sudo /srv/harbour/build.sh', 'make && sudo ./build.sh'],
      ['/srv/harbour', '/srv/harbour/tools/build.sh', 'tools/build.sh'],
      ['/srv/harbour', 'ls "/srv/my tools+1/x"', 'ls "../my tools+1/x"'],
      ['/srv/harbour', 'rm -r /srv/harbour/tmp/', 'rm -r tmp/'],
      ['/etc', 'cat /srv/harbour/a', 'cat /srv/harbour/a'],
    ];
    for (const [cwd, line, expected] of samples) assert.equal(paths.inLine(line, cwd), expected);
  });
});
