import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parse } from 'jsonc-parser';
import { agentConfigurations, withGeminiContext, withServer } from '../../../src/ask/agentConfiguration.ts';
import { agentNames } from '../../../src/model/context.ts';

const server = { command: 'mirror', args: ['mcp'] };
const { claude, codex, copilot, cursor, gemini } = agentConfigurations;

function text(result: ReturnType<typeof withServer>): string {
  assert.ok(result.ok, result.ok ? '' : result.error.message);
  return result.value;
}

describe('the configuration of each agent', () => {
  it('is made where there is none, as its documentation wants it', () => {
    assert.deepEqual(JSON.parse(text(withServer(claude, undefined, server))), {
      mcpServers: { mirror: { command: 'mirror', args: ['mcp'] } },
    });
    assert.deepEqual(JSON.parse(text(withServer(copilot, undefined, server))).servers.mirror, {
      type: 'stdio',
      command: 'mirror',
      args: ['mcp', '--root', ['$', '{workspaceFolder}'].join('')],
    });
    assert.equal(
      text(withServer(codex, undefined, { command: 'node', args: ['C:\\a "b"\\m.mjs', 'mcp'] })),
      '[mcp_servers.mirror]\ncommand = "node"\nargs = ["C:\\\\a \\"b\\"\\\\m.mjs", "mcp"]\n',
    );
  });

  it('is the same when it is made again, for every agent', () => {
    for (const agent of agentNames) {
      const once = text(withServer(agentConfigurations[agent], undefined, server));
      assert.equal(text(withServer(agentConfigurations[agent], once, server)), once, agent);
    }
  });

  it('keeps comments, other servers, indentation, line ends and a byte order mark', () => {
    const before = [
      '\ufeff{',
      '\t// Ask Kim before you change this.',
      '\t"servers": {',
      '\t\t"other": { "command": "x" /* why */ }, // last',
      '\t},',
      '\t"inputs": [],',
      '}',
      '',
    ].join('\r\n');
    const after = text(withServer(copilot, before, server));
    for (const part of ['// Ask Kim before you change this.', '/* why */', '// last', '"inputs": [],'])
      assert.ok(after.includes(part), part);
    assert.ok(after.startsWith('\ufeff{\r\n\t//'));
    assert.ok(!/[^\r]\n/.test(after));
    assert.match(after, /\r\n\t\t"mirror": \{/);
    const value = parse(after.slice(1), [], { allowTrailingComma: true });
    assert.deepEqual(Object.keys(value.servers), ['other', 'mirror']);
  });

  it('keeps what a person added to our entry, and puts the command right', () => {
    const before = '{"mcpServers":{"mirror":{"command":"old","args":["mcp"],"env":{"A":"1"},"disabled":true}}}';
    assert.deepEqual(JSON.parse(text(withServer(cursor, before, server))).mcpServers.mirror.env, { A: '1' });
    assert.equal(JSON.parse(text(withServer(cursor, before, server))).mcpServers.mirror.command, 'mirror');
  });

  it('is left alone where it cannot be read or something is in the way', () => {
    for (const broken of [
      '{',
      '[]',
      '7',
      '{"mcpServers": }',
      '{"mcpServers": []}',
      '{"mcpServers": {"mirror": 1}}',
      '<<<<<<< a\n{}',
    ])
      assert.equal(withServer(claude, broken, server).ok, false, broken);
  });

  it('of Codex gets a table, whatever stands before and after', () => {
    const before = '# mine\r\nmodel = "m"\r\n\r\n[mcp_servers.other]\r\ncommand = "x"\r\n\r\n\r\n';
    const after = text(withServer(codex, before, server));
    assert.equal(after, `${before.trimEnd()}\r\n\r\n[mcp_servers.mirror]\r\ncommand = "mirror"\r\nargs = ["mcp"]\r\n`);
    const kept =
      '[mcp_servers."mirror"] # ours\ncommand = "old" # why\nenv = { A = "1" }\nargs = ["x", "]"]\n\n[tools]\na = 1\n';
    assert.equal(
      text(withServer(codex, kept, server)),
      '[mcp_servers."mirror"] # ours\ncommand = "mirror"\nenv = { A = "1" }\nargs = ["mcp"]\n\n[tools]\na = 1\n',
    );
    for (const odd of [
      'mcp_servers = { other = { command = "x" } }\n',
      'mcp_servers.mirror.command = "x"\n',
      '[mcp_servers.mirror]\nargs = [\n  "x",\n]\n',
      '[mcp_servers.mirror]\nurl = "https://example.org"\n',
    ])
      assert.equal(withServer(codex, odd, server).ok, false, odd);
  });

  it('of Gemini CLI names AGENTS.md beside what it loads already', () => {
    const named = (before: string | undefined) => JSON.parse(text(withGeminiContext(before))).context.fileName;
    assert.deepEqual(named(undefined), ['GEMINI.md', 'AGENTS.md']);
    assert.deepEqual(named('{"context":{"fileName":"NOTES.md"}}'), ['NOTES.md', 'AGENTS.md']);
    const there = '{"context":{"fileName":["AGENTS.md"]}}';
    assert.equal(text(withGeminiContext(there)), there);
    assert.equal(gemini.path, '.gemini/settings.json');
  });

  it('of any JSON object keeps all of its values', () => {
    const json = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 6 });
    fc.assert(
      fc.property(json, fc.constantFrom(0, 1, 2, 4, '\t'), (value, indent) => {
        const before = JSON.stringify(value, undefined, indent);
        const result = withServer(claude, before, server);
        const own: unknown = value.mcpServers;
        if (own !== undefined && (typeof own !== 'object' || own === null || Array.isArray(own))) return !result.ok;
        const { mcpServers, ...rest } = JSON.parse(text(result));
        const { mcpServers: _own, ...kept } = JSON.parse(before);
        assert.deepEqual(rest, kept);
        return mcpServers.mirror.command === 'mirror';
      }),
    );
  });
});
