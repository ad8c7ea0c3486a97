import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { createMirror } from '../../../src/mirror.ts';
import { agentNames } from '../../../src/model/context.ts';
import { type Answers, makeScene, write } from './fakes.ts';

function scene(answers: Answers) {
  const made = makeScene(answers);
  write(made.folder, {
    'AGENTS.md': '# Parcels\n',
    '.vscode/mcp.json': '{\n  // ours\n  "servers": {}\n}\n',
    'CLAUDE.md': '# Mine\n',
  });
  return { ...made, home: made.ports.agents.home, mirror: createMirror(made.ports, () => undefined) };
}

describe('connecting agents', () => {
  it('shows what each agent needs and writes it when the person agrees', async () => {
    const { mirror, folder, home, previews, said } = scene({ several: agentNames, press: { Write: 'Write' } });
    await mirror.send({ kind: 'connectAgents' });
    const paths = previews.at(-1)?.map(({ path }) => path);
    assert.deepEqual(paths, [
      '.mcp.json',
      '.vscode/mcp.json',
      '.cursor/mcp.json',
      '.gemini/settings.json',
      '~/.codex/config.toml',
    ]);
    const read = (path: string) => readFileSync(join(folder, path), 'utf8');
    assert.match(read('.vscode/mcp.json'), /\/\/ ours[\s\S]*"mirror"/);
    assert.deepEqual(JSON.parse(read('.gemini/settings.json')).context.fileName, ['GEMINI.md', 'AGENTS.md']);
    assert.match(readFileSync(join(home, '.codex/config.toml'), 'utf8'), /\[mcp_servers\.mirror\]/);
    assert.equal(read('CLAUDE.md'), '# Mine\n', 'what a person wrote is not touched');
    assert.ok(
      said.some((each) => each.includes('@AGENTS.md')),
      said.join('\n'),
    );

    await mirror.send({ kind: 'connectAgents' });
    assert.equal(previews.length, 1, 'nothing is left to write');
  });

  it('writes nothing when the person does not agree', async () => {
    const { mirror, folder, home } = scene({ several: ['claude', 'codex'] });
    await mirror.send({ kind: 'connectAgents' });
    assert.ok(!existsSync(join(folder, '.mcp.json')) && !existsSync(join(home, '.codex')));
  });

  it('leaves a file that it cannot read, and says what to add', async () => {
    const { mirror, folder, previews, said } = scene({ several: ['cursor'], press: { Write: 'Write' } });
    mkdirSync(dirname(join(folder, '.cursor/mcp.json')), { recursive: true });
    write(folder, { '.cursor/mcp.json': '{ "mcpServers": \n' });
    await mirror.send({ kind: 'connectAgents' });
    assert.equal(previews.length, 0);
    assert.ok(
      said.some((each) => /\.cursor\/mcp\.json was left as it is .*mirror mcp/.test(each)),
      said.join('\n'),
    );
  });
});
