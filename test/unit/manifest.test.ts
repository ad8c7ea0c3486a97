import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { inputSchema, toolWords } from '../../src/ask/agentTools.ts';
import { editorToolPrefix, toolNames } from '../../src/ask/toolNames.ts';
import { defaultSettings, settingNames } from '../../src/host/settings.ts';
import { commandIds, contextKeys, contextualCommands, paletteCommands, viewIds } from '../../src/views/commandIds.ts';
import { blankLiterals } from './blankLiterals.ts';

interface When {
  readonly command?: string;
  readonly view?: string;
  readonly when?: string;
  readonly contents?: string;
  readonly group?: string;
  readonly args?: { readonly commands: readonly string[] };
}

interface Manifest {
  readonly [key: string]: unknown;
  readonly contributes: {
    readonly commands: readonly { command: string; title: string; category: string; icon: string }[];
    readonly viewsContainers: { readonly activitybar: readonly { id: string; icon: string }[] };
    readonly views: Readonly<Record<string, readonly { id: string; name: string; icon: string; type?: string }[]>>;
    readonly viewsWelcome: readonly When[];
    readonly menus: Readonly<Record<string, readonly When[]>>;
    readonly keybindings: readonly When[];
    readonly walkthroughs: readonly {
      readonly steps: readonly {
        id: string;
        description: string;
        media: { svg: string; altText: string };
        completionEvents: string[];
      }[];
    }[];
    readonly languageModelTools: readonly {
      name: string;
      displayName: string;
      modelDescription: string;
      inputSchema: unknown;
    }[];
    readonly mcpServerDefinitionProviders: readonly { id: string; label: string }[];
    readonly configuration: readonly {
      readonly properties: Readonly<Record<string, { default: unknown; scope?: string }>>;
    }[];
  };
  readonly capabilities: {
    readonly untrustedWorkspaces: { supported: string; restrictedConfigurations: string[] };
    readonly virtualWorkspaces: { supported: boolean };
  };
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'));
const manifest = read('package.json') as Manifest;
const nls = read('package.nls.json') as Record<string, string>;
const { contributes } = manifest;
const views = Object.values(contributes.views).flat();
const properties = Object.assign({}, ...contributes.configuration.map((section) => section.properties)) as Record<
  string,
  { default: unknown }
>;

/** Every string anywhere in a value. */
function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
}

const localized = (text: string) => text.replace(/^%(.+)%$/, (whole, key: string) => nls[key] ?? whole);

describe('the manifest and the code', () => {
  it('name the same commands', () => {
    assert.deepEqual(contributes.commands.map(({ command }) => command).sort(), Object.values(commandIds).sort());
  });

  it('name the same views, in the same order', () => {
    assert.deepEqual(
      views.map(({ id }) => id),
      Object.values(viewIds),
    );
  });

  it('name the same settings, with the same defaults', () => {
    const defaults = Object.entries(defaultSettings()).map(([name, value]) => [`mirror.${name}`, value]);
    assert.deepEqual(
      Object.fromEntries(Object.entries(properties).map(([name, { default: value }]) => [name, value])),
      Object.fromEntries(defaults),
    );
    assert.equal(Object.keys(properties).length, settingNames.length);
  });

  it('name the same context keys', () => {
    const whens = [
      ...contributes.viewsWelcome,
      ...Object.values(contributes.menus).flat(),
      ...contributes.keybindings,
    ].map(({ when = '' }) => when);
    const events = contributes.walkthroughs.flatMap(({ steps }) =>
      steps.flatMap(({ completionEvents }) => completionEvents),
    );
    const asked = events.flatMap((event) => /^onContext:(.+)$/.exec(event)?.[1] ?? []);
    const named = whens.flatMap((when) =>
      [...when.replaceAll(/view == [\w.]+|config\.[\w.]+/gi, '').matchAll(/mirror\.\w+/g)].map(([key]) => key),
    );
    const used = new Set([...named, ...asked]);
    const known = new Set<string>(Object.values(contextKeys));
    assert.deepEqual(
      [...used].filter((key) => !known.has(key)),
      [],
    );
    assert.deepEqual(
      [...known].filter((key) => !used.has(key)),
      [],
    );
  });

  it('name the same tools for language models, asked with the same input and told the same way', () => {
    assert.deepEqual(
      contributes.languageModelTools.map(({ name, displayName, modelDescription, inputSchema: schema }) => ({
        name,
        title: localized(displayName),
        modelDescription,
        schema,
      })),
      toolNames.map((name) => ({
        name: editorToolPrefix + name,
        title: toolWords[name].title,
        modelDescription: toolWords[name].description,
        schema: inputSchema(name),
      })),
    );
  });

  it('name the same provider of an MCP server', () => {
    const source = readFileSync(join(root, 'src/host/mcpProvider.ts'), 'utf8');
    for (const { id } of contributes.mcpServerDefinitionProviders) assert.ok(source.includes(`'${id}'`), id);
    assert.equal(contributes.mcpServerDefinitionProviders.length, 1);
  });

  it('agree on what is built', () => {
    const build = readFileSync(join(root, 'esbuild.config.mjs'), 'utf8');
    assert.equal(manifest.main, './dist/extension.cjs');
    assert.deepEqual(manifest.bin, { mirror: 'dist/cli.js' });
    for (const entry of ['extension: ', 'cli: ', 'mcp: ', 'main: ', "outdir: 'dist/webview'"])
      assert.ok(build.includes(entry), entry);
  });
});

describe('the contract of the brief', () => {
  it('has these titles in the palette, in the category Mirror', () => {
    const titles = new Map(contributes.commands.map(({ command, title }) => [command, localized(title)]));
    assert.deepEqual(
      Object.values(paletteCommands).map((id) => titles.get(id)),
      [
        'Start Recording',
        'Stop Recording',
        'Pause Recording',
        'Resume Recording',
        'Add Note to Recording',
        'Discard Last Minutes',
        'Discard Recording',
        'Distill Workflow',
        'Review Notes',
        'Apply Accepted Notes',
        'Apply on a Branch',
        'Show Gaps',
        'Show What Agents Load',
        'Preview What Is Kept',
        'Export Recording',
        'Connect Agents',
        'Adopt Hand-Written Lines',
        'Update Stale Notes',
        'Promote Note to Organization',
        'Update Organization Notes',
        'Rephrase Notes with a Model',
        'Set Model Key',
        'Delete Old Recordings…',
        'Show Process Map',
        'Open Sample Recording',
        'Close Sample Recording',
        'Check Shell Integration',
        'Undo Last Decision',
      ],
    );
    assert.ok(
      contributes.commands.every(({ category, command }) => category === 'Mirror' && command.startsWith('mirror.')),
    );
  });

  it('has the trees Workflows, Notes, Gaps and Context, and the selected gap in a webview below Gaps', () => {
    assert.deepEqual(
      views.map(({ name, type }) => [localized(name), type ?? 'tree']),
      [
        ['Workflows', 'tree'],
        ['Notes', 'tree'],
        ['Gaps', 'tree'],
        ['Selected Gap', 'webview'],
        ['Context', 'tree'],
      ],
    );
  });

  it('has labels that begin with "Accept" on every action that takes a note in', () => {
    const titles = new Map(contributes.commands.map(({ command, title }) => [command, localized(title)]));
    const taking = [
      'acceptNote',
      'acceptAllNotes',
      'acceptTheseNotes',
      'editNote',
      'splitNote',
      'mergeNotes',
      'acceptDraft',
    ] as const;
    for (const id of taking.map((name) => commandIds[name])) assert.match(titles.get(id) ?? '', /^Accept\b/);
  });

  it('is an extension of this name, for this VS Code, without proposed API', () => {
    assert.deepEqual(
      [manifest.name, manifest.publisher, manifest.displayName, manifest.engines, manifest.extensionKind],
      ['mirror', 'themirror', 'Mirror', { vscode: '^1.101.0' }, ['workspace']],
    );
    assert.equal(manifest.enabledApiProposals, undefined);
    assert.equal((manifest.devDependencies as Record<string, string>)['@types/vscode'], '1.101.0');
    assert.deepEqual(manifest.activationEvents, ['onStartupFinished']);
  });

  it('is limited where the workspace is not trusted, with the settings that name an endpoint restricted', () => {
    const { untrustedWorkspaces, virtualWorkspaces } = manifest.capabilities;
    assert.equal(untrustedWorkspaces.supported, 'limited');
    for (const key of ['model.provider', 'model.baseUrl', 'organization.repository']) {
      assert.ok(untrustedWorkspaces.restrictedConfigurations.includes(`mirror.${key}`), key);
    }
    for (const key of untrustedWorkspaces.restrictedConfigurations) assert.ok(key in properties, key);
    assert.equal(virtualWorkspaces.supported, false);
  });
});

describe('the hygiene of the manifest', () => {
  it('every %key% resolves, and every string is used', () => {
    const used = strings(manifest).flatMap((text) => /^%(.+)%$/.exec(text)?.[1] ?? []);
    assert.deepEqual(
      used.filter((key) => !nls[key]),
      [],
    );
    assert.deepEqual(
      Object.keys(nls).filter((key) => !used.includes(key)),
      [],
    );
  });

  it('everything a person reads is localizable', () => {
    const shown = [
      ...contributes.commands.map(({ title }) => title),
      ...views.map(({ name }) => name),
      ...contributes.viewsWelcome.map(({ contents }) => contents ?? ''),
      ...contributes.walkthroughs.flatMap(({ steps }) =>
        steps.flatMap(({ description, media }) => [description, media.altText]),
      ),
    ];
    assert.deepEqual(
      shown.filter((text) => !/^%.+%$/.test(text)),
      [],
    );
  });

  it('contextual commands are hidden from the palette, the others are not', () => {
    const hidden = (contributes.menus.commandPalette ?? [])
      .filter(({ when }) => when === 'false')
      .map(({ command }) => command);
    assert.deepEqual([...hidden].sort(), Object.values(contextualCommands).sort());
  });

  it('stopping can be found while recording, starting always', () => {
    const palette = new Map((contributes.menus.commandPalette ?? []).map(({ command, when }) => [command, when]));
    assert.equal(palette.has(commandIds.startRecording), false);
    assert.match(palette.get(commandIds.stopRecording) ?? '', /mirror\.status == recording/);
    assert.match(palette.get(commandIds.resumeRecording) ?? '', /paused.*interrupted/);
  });

  it('every view has an icon that exists and a welcome for each state it can be empty in', () => {
    for (const { id, icon } of views) {
      assert.ok(existsSync(join(root, icon)), icon);
      const whens = contributes.viewsWelcome.filter(({ view }) => view === id).map(({ when }) => when ?? '');
      for (const state of ['!isWorkspaceTrusted', 'workspaceFolderCount == 0', 'mirror.storageFailed']) {
        assert.ok(
          whens.some((when) => when.includes(state)),
          `${id}: ${state}`,
        );
      }
      assert.ok(whens.length > 3, `${id}: nothing is said when all is well`);
    }
  });

  it('menus, keys and welcomes name commands and views that exist', () => {
    const ids = new Set<string>(Object.values(commandIds));
    // A key of a tree first selects the row that has the focus: only then is it known which one is meant.
    const keys = contributes.keybindings.flatMap(({ command, args }) =>
      command === 'runCommands' ? (args?.commands ?? []).map((each) => ({ command: each })) : [{ command }],
    );
    const entries = [...Object.values(contributes.menus).flat(), ...keys].filter(
      ({ command }) => command !== 'list.selectAndPreserveFocus',
    );
    assert.deepEqual(
      entries.filter(({ command }) => !ids.has(command ?? '')),
      [],
    );
    const links = [
      ...strings(nls)
        .join('\n')
        .matchAll(/\(command:(mirror\.[\w.]+)/g),
    ].map(([, id]) => id ?? '');
    assert.ok(links.length > 5);
    assert.deepEqual(
      links.filter((id) => !ids.has(id)),
      [],
    );
    const named = strings(contributes.menus).flatMap((when) =>
      [...when.matchAll(/view == ([\w.]+)/g)].map(([, id]) => id),
    );
    assert.deepEqual(
      named.filter((id) => !views.some((view) => view.id === id)),
      [],
    );
  });

  it('rows are asked for by context values that rows have', () => {
    const sources = readdirSync(join(root, 'src/views/present'))
      .map((file) => readFileSync(join(root, 'src/views/present', file), 'utf8'))
      .join('\n');
    const values = (contributes.menus['view/item/context'] ?? []).flatMap(({ when = '' }) =>
      [...when.matchAll(/viewItem (?:== |=~ \/\^)(\w+)/g)].map(([, value]) => value ?? ''),
    );
    assert.ok(values.length > 10);
    for (const value of new Set(values))
      assert.match(sources, new RegExp(`contextValue: (?:answered \\? )?['\`]${value}\\b`), value);
  });

  it('one walkthrough of at most five steps, each with its picture and an action', () => {
    assert.equal(contributes.walkthroughs.length, 1);
    const steps = contributes.walkthroughs[0]?.steps ?? [];
    assert.ok(steps.length > 0 && steps.length <= 5);
    for (const { description, media, completionEvents } of steps) {
      assert.ok(existsSync(join(root, media.svg)), media.svg);
      assert.match(readFileSync(join(root, media.svg), 'utf8'), /var\(--vscode-/);
      assert.match(localized(description), /\]\(command:/);
      assert.ok(completionEvents.length > 0);
    }
  });

  it('pictures and icons exist, and nothing sends telemetry', () => {
    for (const file of [String(manifest.icon), ...contributes.viewsContainers.activitybar.map(({ icon }) => icon)]) {
      assert.ok(existsSync(join(root, file)), file);
    }
    const names = Object.keys({ ...(manifest.dependencies as object), ...(manifest.devDependencies as object) });
    assert.deepEqual(
      names.filter((name) => /telemetry|analytics|insights|sentry/i.test(name)),
      [],
    );
  });
});

describe('the strings at run time', () => {
  const sources = readdirSync(join(root, 'src'), { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.ts'));

  /** The first argument of every call of `t(…)`, which must be one literal, for a translator to find it. */
  function messages(file: string): string[] {
    const source = readFileSync(join(root, 'src', file), 'utf8');
    const code = blankLiterals(source);
    return [...code.matchAll(/(?<![\w$])(?:l10n\.|words\.)?t\(\s*(['"`]?)/g)].flatMap((match) => {
      const start = (match.index ?? 0) + match[0].length;
      const quote = match[1] ?? '';
      if (quote === '')
        return /\bt:\s*\(|t\(message|\bt\(\s*\)/.test(code.slice((match.index ?? 0) - 4, start + 8))
          ? []
          : [`${file}: not a literal`];
      const raw = source.slice(start, code.indexOf(quote, start));
      return [raw.replace(/\\(.)/g, '$1')];
    });
  }

  it('are all in the bundle that translators start from', () => {
    const used = [...new Set(sources.flatMap(messages))].sort();
    const bundlePath = join(root, 'l10n', 'bundle.l10n.json');
    if (process.env.MIRROR_ACCEPT === '1') {
      writeFileSync(bundlePath, `${JSON.stringify(Object.fromEntries(used.map((text) => [text, text])), null, 2)}\n`);
    }
    assert.equal(manifest.l10n, './l10n');
    const bundle = existsSync(bundlePath) ? (read('l10n/bundle.l10n.json') as Record<string, string>) : {};
    const hint = 'to accept: MIRROR_ACCEPT=1 node --test test/unit/manifest.test.ts';
    assert.ok(used.length > 50);
    assert.deepEqual(Object.keys(bundle).sort(), used, hint);
  });
});
