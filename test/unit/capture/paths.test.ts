import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createLocatePath } from '../../../src/capture/paths.ts';

const locate = createLocatePath(
  [
    { name: 'harbour', path: '/home/ada/harbour', real: '/mnt/disk/harbour' },
    { name: 'tools', path: '/home/ada/tools' },
    { name: 'inner', path: '/home/ada/harbour/packages/inner/' },
  ],
  '/home/ada',
);
const named = (path: string): string => {
  const { file, folder, inside } = locate(path);
  return `${folder ?? '-'} ${file} ${inside ? 'in' : 'out'}`;
};

describe('paths in a recording', () => {
  it('are relative to the folder that holds them', () => {
    const samples = [
      ['/home/ada/harbour', '- . in'],
      ['/home/ada/harbour/', '- . in'],
      ['/home/ada/harbour/src/ä b.ts', '- src/ä b.ts in'],
      ['/mnt/disk/harbour/src', '- src in'],
      ['/home/ada/harbour-2/x', '- ~/harbour-2/x out'],
      ['/home/ada/tools/run.sh', 'tools run.sh in'],
      ['/home/ada/tools', 'tools . in'],
      ['/home/ada/harbour/packages/inner/a', 'inner a in'],
      ['/home/ada', '- ~ out'],
      ['/home/ada/.netrc', '- ~/.netrc out'],
      ['/home/adam/x', '- /home/adam/x out'],
      ['/', '- / out'],
      ['/home/ada/harbour/odd\\name', '- odd\\name in'],
    ];
    for (const [path, expected] of samples) assert.equal(named(path ?? ''), expected);
  });

  it('are the same on Windows, whatever the case of the drive', () => {
    const windows = createLocatePath([{ name: 'w', path: 'C:\\work\\w' }], 'C:\\Users\\ada');
    assert.deepEqual(windows('c:\\work\\w\\src\\a.ts').file, 'src/a.ts');
    assert.deepEqual(windows('c:\\Users\\ada\\x').file, '~/x');
    assert.deepEqual(windows('D:\\x').file, 'D:/x');
  });

  it('have no folder where none is open', () => {
    assert.deepEqual(createLocatePath([], '')('/tmp/x'), { file: '/tmp/x', inside: false });
  });
});
