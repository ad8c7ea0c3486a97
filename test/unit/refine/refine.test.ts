import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Note } from '../../../src/model/note.ts';
import type { Result } from '../../../src/model/result.ts';
import type { Step } from '../../../src/model/step.ts';
import { anthropicModel } from '../../../src/refine/anthropic.ts';
import { groundAnswer } from '../../../src/refine/grounding.ts';
import type { AnswerCache, Material, Refined, RefineFailure } from '../../../src/refine/port.ts';
import { questionFor, questionsFor, sizeOf } from '../../../src/refine/question.ts';
import { createRefiner, reworded } from '../../../src/refine/rephrase.ts';
import { vscodeModel } from '../../../src/refine/vscodeModel.ts';
import {
  answerWith,
  messagesServer,
  type Reply,
  sendError,
  sendMessage,
  streamError,
  streamMessage,
} from './messagesServer.ts';

const note: Note = {
  id: 'lesson-a',
  kind: 'lesson',
  workflow: 'Ship',
  layer: 'project',
  trigger: '`npm test` fails with `Cannot find module glyphs`',
  action: 'run `npm ci` first',
  text: 'When `npm test` fails with `Cannot find module glyphs`, run `npm ci` first; then `npm test` passes.',
  evidence: [{ recording: 'r1', from: 1, to: 3, excerpt: 'npm test → exit 1 … npm ci … npm test → exit 0' }],
  support: { n: 1, of: 1 },
  status: 'proposed',
};

const step: Step = {
  id: 'step-1',
  title: 'Run commands',
  kind: 'verify',
  from: 1,
  to: 3,
  actions: [{ seq: 1, summary: '`npm test`' }],
  inputs: [],
  outputs: [],
};

const material: Material = { workflow: 'Ship', notes: [note], steps: [step] };
const nothing: Refined = { proposals: [], titles: [], merges: [], judgements: [], dropped: [] };

const good = JSON.stringify({
  proposals: [
    {
      note: 'lesson-a',
      text: { words: 'Run `npm ci` when `npm test` cannot find the module glyphs.', evidence: ['lesson-a/e1'] },
    },
  ],
});

const signal = () => new AbortController().signal;

async function rephrase(
  reply: Reply,
  options: {
    readonly signal?: AbortSignal;
    readonly maxRetries?: number;
    readonly onProgress?: (done: number) => void;
  } = {},
): Promise<{ result: Result<Refined, RefineFailure>; asked: readonly string[] }> {
  const server = await messagesServer(reply);
  try {
    const model = anthropicModel({
      apiKey: 'local',
      model: 'test',
      baseUrl: server.url,
      maxRetries: options.maxRetries ?? 2,
      silenceMs: 300,
    });
    const result = await createRefiner(model).refine([material], options.signal ?? signal(), options.onProgress);
    return { result, asked: server.asked };
  } finally {
    await server.close();
  }
}

const codeOf = (result: Result<Refined, RefineFailure>) => (result.ok ? 'ok' : result.error.code);

describe('a model behind the Messages API', () => {
  it('gives new words for a note, and keeps all else of it', async () => {
    const { result, asked } = await rephrase(answerWith(good));
    assert.ok(result.ok);
    const [proposal] = result.value.proposals;
    assert.ok(proposal);
    const after = reworded(note, proposal);
    assert.equal(after.text, 'Run `npm ci` when `npm test` cannot find the module glyphs.');
    assert.deepEqual({ ...after, text: note.text }, note);
    assert.equal(asked.length, 1);
    assert.match(asked[0] ?? '', /lesson-a\/e1/);
  });

  it('has its invented evidence dropped and counted', async () => {
    const invented = JSON.stringify({
      proposals: [{ note: 'lesson-a', text: { words: 'Run `npm ci`.', evidence: ['lesson-a/e9'] } }],
    });
    const { result } = await rephrase(answerWith(invented));
    assert.deepEqual(result, {
      ok: true,
      value: { ...nothing, dropped: [{ note: 'lesson-a', field: 'text', reason: 'unknown-evidence' }] },
    });
  });

  it('that answers broken JSON changes nothing', async () => {
    assert.equal(codeOf((await rephrase(answerWith('{"proposals": ['))).result), 'bad-answer');
    assert.equal(codeOf((await rephrase(answerWith('Sure! Here you go.'))).result), 'bad-answer');
  });

  it('is asked again after 429', async () => {
    const { result, asked } = await rephrase((response, times) =>
      times === 1 ? sendError(response, 429, 'rate_limit_error') : sendMessage(response, good),
    );
    assert.equal(codeOf(result), 'ok');
    assert.equal(asked.length, 2);
  });

  it('that stays at 500 is overloaded, after the tries that were set', async () => {
    const { result, asked } = await rephrase((response) => sendError(response, 500, 'api_error'), { maxRetries: 1 });
    assert.equal(codeOf(result), 'overloaded');
    assert.equal(asked.length, 2);
  });

  it('has a code for each other trouble', async () => {
    assert.equal(
      codeOf((await rephrase((response) => sendError(response, 401, 'authentication_error'))).result),
      'no-key',
    );
    assert.equal(
      codeOf((await rephrase((response) => sendError(response, 403, 'permission_error'))).result),
      'refused',
    );
    assert.equal(codeOf((await rephrase((response) => sendMessage(response, '', 'refusal'))).result), 'refused');
    assert.equal(codeOf((await rephrase((response) => response.destroy(), { maxRetries: 0 })).result), 'offline');
    assert.equal(
      codeOf(
        (await rephrase((response) => response.writeHead(200, { 'content-type': 'application/json' }).end('[]')))
          .result,
      ),
      'bad-answer',
    );
    const keyless = anthropicModel({ apiKey: undefined, model: 'test' });
    assert.equal(codeOf(await createRefiner(keyless).refine([material], signal())), 'no-key');
  });

  it('is cancelled while it hangs', async () => {
    const controller = new AbortController();
    const { result } = await rephrase(() => controller.abort(), { signal: controller.signal });
    assert.equal(codeOf(result), 'cancelled');
  });

  it('is not asked about nothing', async () => {
    const model = anthropicModel({ apiKey: 'local', model: 'test', baseUrl: 'http://127.0.0.1:9' });
    assert.deepEqual(await createRefiner(model).refine([], signal()), { ok: true, value: nothing });
  });

  it('answers in parts, and tells how far it is', async () => {
    const progress: number[] = [];
    const { result } = await rephrase((response) => streamMessage(response, [good.slice(0, 30), good.slice(30)]), {
      onProgress: (done) => progress.push(done),
    });
    assert.ok(result.ok && result.value.proposals.length === 1);
    assert.ok(progress.length > 2 && progress.at(-1) === 1);
    assert.deepEqual(
      progress,
      progress.toSorted((a, b) => a - b),
    );
  });

  it('that breaks off, goes silent, fails midway or says too much changes nothing', async () => {
    const part = good.slice(0, 30);
    const tries: [code: string, reply: Reply][] = [
      ['bad-answer', (response) => streamMessage(response, [part], { cut: true })],
      ['offline', (response) => streamMessage(response, [part], { silent: true })],
      ['overloaded', (response) => streamError(response, 'overloaded_error')],
      ['bad-answer', (response) => streamMessage(response, [part], { stopReason: 'max_tokens' })],
      ['bad-answer', (response) => streamMessage(response, Array(30).fill('x'.repeat(10_000)))],
      ['refused', (response) => streamMessage(response, [], { stopReason: 'refusal' })],
    ];
    for (const [code, reply] of tries) assert.equal(codeOf((await rephrase(reply, { maxRetries: 0 })).result), code);
  });

  it('is asked the same thing once', async () => {
    const kept = new Map<string, string>();
    const cache: AnswerCache = {
      read: async (asked) => kept.get(asked),
      write: async (asked, answer) => void kept.set(asked, answer),
    };
    const server = await messagesServer((response, times) => sendMessage(response, times === 1 ? 'broken' : good));
    try {
      const model = anthropicModel({ apiKey: 'local', model: 'test', baseUrl: server.url });
      const refiner = createRefiner(model, cache);
      assert.equal(codeOf(await refiner.refine([material], signal())), 'bad-answer');
      const first = await refiner.refine([material], signal());
      assert.deepEqual(await refiner.refine([material], signal()), first);
      assert.equal(server.asked.length, 2, 'what could not be used is asked again, what could is not');
    } finally {
      await server.close();
    }
  });
});

describe('grounding', () => {
  const ground = (words: string, evidence = ['lesson-a/e1']) => {
    const result = groundAnswer(
      JSON.stringify({ proposals: [{ note: 'lesson-a', text: { words, evidence } }] }),
      material,
    );
    assert.ok(result.ok);
    return result.value.dropped[0]?.reason ?? 'kept';
  };

  it('keeps what says the same in other words', () => {
    for (const words of [
      'Run `npm ci` first when `npm test` fails with `Cannot find module glyphs`.',
      'If `npm test` is failing to find the module glyphs, run `npm ci`.',
      'When `npm test` fails: run `npm ci`, then `npm test` passes.',
    ]) {
      assert.equal(ground(words), 'kept', words);
    }
  });

  it('drops what the evidence does not carry', () => {
    for (const words of [
      'Run `npm ci --force` first when `npm test` fails.',
      'Run `npm ci` and delete node_modules/.cache when `npm test` fails.',
      'Never run `npm ci` when `npm test` fails.',
      'Run `npm ci` first when `npm test` fails on Node 22.',
      'Because the registry mirror drops packages at night, wait until morning.',
      'Ask @release when `npm test` fails.',
      'Run `npm test` before `npm ci`: it then passes.',
      'See https://example.com when `npm test` fails.',
    ]) {
      assert.equal(ground(words), 'unsupported', words);
    }
    assert.equal(ground('Run `npm ci`.', []), 'no-evidence');
    assert.equal(ground('When `npm test` fails with `Cannot find module glyphs`, run it again.'), 'incomplete');
    assert.equal(ground(`Run \`npm ci\` ${'first '.repeat(120)}`), 'too-long');
  });

  it('drops markup, comments and hidden marks', () => {
    for (const words of [
      'Run `npm ci` <!-- mirror:end -->',
      '# `npm test` fails',
      'Run `npm ci`\u202e first',
      'Run `npm ci`\nfirst',
      '[npm ci](x) first',
    ]) {
      assert.equal(ground(words), 'not-plain', words);
    }
  });

  it('lets none of 200 unsupported answers through', () => {
    const subjects = [
      'yarn',
      'the cache',
      'Docker',
      'port 8080',
      './scripts/fix.sh',
      'sudo',
      'the release branch',
      'GLYPH_PATH',
      'v2.1.0',
      'a proxy',
    ];
    const shapes = [
      'Use X instead of `npm ci`.',
      'Restart X when `npm test` fails.',
      '`npm test` fails because of X.',
      'Set X before `npm test`.',
      'Never use X.',
      'Run `npm ci` with X.',
      'X resolves everything quickly for everyone.',
      'First run `X`.',
      'Delete X, then run `npm ci`.',
      'Upgrade X to fix broken builds elsewhere.',
    ];
    const cited = [['lesson-a/e1'], ['lesson-a/e2']];
    let tried = 0;
    for (const subject of subjects) {
      for (const shape of shapes) {
        for (const evidence of cited) {
          tried += 1;
          assert.notEqual(ground(shape.replace('X', subject), evidence), 'kept', shape.replace('X', subject));
        }
      }
    }
    assert.equal(tried, 200);
  });

  it('knows no other notes, and takes the first proposal for one', () => {
    const twice = groundAnswer(
      JSON.stringify({
        proposals: [
          { note: 'lesson-b', text: { words: 'Run `npm ci`.', evidence: ['lesson-b/e1'] } },
          { note: 'lesson-a', text: { words: 'Run `npm ci` first.', evidence: ['lesson-a/e1'] } },
          { note: 'lesson-a', text: { words: 'Run `npm ci`.', evidence: ['lesson-a/e1'] } },
        ],
      }),
      material,
    );
    assert.deepEqual(twice, {
      ok: true,
      value: {
        ...nothing,
        proposals: [{ note: 'lesson-a', text: 'Run `npm ci` first.' }],
        dropped: [{ note: 'lesson-b', field: 'text', reason: 'unknown-note' }],
      },
    });
  });

  it('forgives a code fence round the JSON', () => {
    assert.ok(groundAnswer(`\`\`\`json\n${good}\n\`\`\``, material).ok);
  });
});

describe('what a model says besides new words', () => {
  const twin: Note = {
    ...note,
    id: 'lesson-b',
    trigger: '`npm test` fails',
    text: 'When `npm test` fails with `Cannot find module glyphs`, run `npm ci` first.',
    evidence: [{ recording: 'r2', from: 4, to: 6, excerpt: 'npm test → exit 1 … npm ci' }],
  };
  const other: Note = {
    ...note,
    id: 'lesson-c',
    action: 'run `npm rebuild`',
    text: 'When `npm test` fails, run `npm rebuild`.',
  };
  const all: Material = { workflow: 'Ship', notes: [note, twin, other], steps: [step] };
  const ground = (answer: object): Refined => {
    const result = groundAnswer(JSON.stringify({ proposals: [], ...answer }), all);
    assert.ok(result.ok);
    return result.value;
  };

  it('is a title that the actions of the step carry', () => {
    const title = (words: string, evidence = ['step-1/a1']) =>
      ground({ titles: [{ step: 'step-1', title: { words, evidence } }] });
    assert.deepEqual(title('Run `npm test`').titles, [{ step: 'step-1', title: 'Run `npm test`' }]);
    for (const words of ['Deploy to production', 'Run `npm publish`', 'x'.repeat(91), '# Run']) {
      assert.deepEqual(title(words).titles, [], words);
      assert.equal(title(words).dropped.length, 1);
    }
    assert.deepEqual(title('Run `npm test`', ['step-1/a2']).titles, []);
    assert.equal(
      ground({ titles: [{ step: 'no', title: { words: 'Run', evidence: [] } }] }).dropped[0]?.reason,
      'unknown-step',
    );
  });

  it('is a merge of two that say the same, once', () => {
    const merge = (keep: string, into: string[], evidence = ['lesson-a/e1']) =>
      ground({ merges: [{ keep, into, evidence }] });
    assert.deepEqual(merge('lesson-a', ['lesson-b']).merges, [{ keep: 'lesson-a', into: ['lesson-b'] }]);
    for (const [keep, into] of [
      ['lesson-a', 'lesson-c'],
      ['lesson-a', 'lesson-a'],
      ['lesson-a', 'lesson-x'],
    ] as const) {
      assert.deepEqual(merge(keep, [into]).merges, [], into);
    }
    assert.deepEqual(merge('lesson-a', ['lesson-b'], []).merges, []);
    assert.deepEqual(merge('lesson-a', ['lesson-b'], ['lesson-c/e1']).merges, []);
    const round = ground({
      merges: [
        { keep: 'lesson-a', into: ['lesson-b'], evidence: ['lesson-a/e1'] },
        { keep: 'lesson-b', into: ['lesson-a'], evidence: ['lesson-a/e1'] },
      ],
    });
    assert.equal(round.merges.length, 1, 'two notes never go into each other');
  });

  it('is a judgement by the rubric, and no word of its own', () => {
    const rubric = { prevents: true, action: true, evidence: true, inferable: true };
    const { judgements, dropped } = ground({
      judgements: [
        { note: 'lesson-a', ...rubric },
        { note: 'lesson-x', ...rubric },
      ],
    });
    assert.deepEqual(judgements, [
      { note: 'lesson-a', namesWhatItPrevents: true, isConcrete: true, isShownByEvidence: true, isInferable: true },
    ]);
    assert.deepEqual(dropped, [{ note: 'lesson-x', field: 'judgement', reason: 'unknown-note' }]);
  });
});

describe('the question', () => {
  it('holds notes and steps, no more, and tells its size', () => {
    const question = questionFor(material);
    const asked = JSON.parse(question.material) as Record<string, unknown>;
    assert.deepEqual(Object.keys(asked), ['workflow', 'notes', 'steps']);
    assert.ok(!question.material.includes('"r1"'));
    const size = sizeOf([question]);
    assert.ok(size.tokens > 100 && size.answerTokens >= question.maxTokens);
  });

  it('is several where there are many notes, each note in one of them', () => {
    const notes = Array.from({ length: 70 }, (_one, index) => ({ ...note, id: `lesson-${index}` }));
    const questions = questionsFor([{ workflow: 'Ship', notes, steps: [step] }]);
    assert.equal(questions.length, 3);
    const ids = questions.flatMap(({ material }) => (JSON.parse(material) as { notes: { id: string }[] }).notes);
    assert.deepEqual(
      ids.map(({ id }) => id),
      notes.map(({ id }) => id),
    );
  });
});

describe("the editor's model", () => {
  const host = (answer: () => AsyncIterable<string>, models = 1) => ({
    selectChatModels: async () =>
      Array.from({ length: models }, () => ({ id: 'm', sendRequest: async () => ({ text: answer() }) })),
    userMessage: (text: string) => text,
    token: (abort: AbortSignal) => abort,
  });
  const parts = (...texts: string[]) =>
    async function* () {
      yield* texts;
    };
  const failing = (code: string) => () => {
    throw Object.assign(new Error(code), { code });
  };
  const ask = (answer: () => AsyncIterable<string>, models?: number, abort = signal()) =>
    createRefiner(vscodeModel(host(answer, models))).refine([material], abort);

  it('answers in parts', async () => {
    assert.equal(codeOf(await ask(parts(good.slice(0, 40), good.slice(40)))), 'ok');
  });

  it('has a code for each trouble', async () => {
    assert.equal(codeOf(await ask(parts(good), 0)), 'no-key');
    assert.equal(codeOf(await ask(failing('NoPermissions'))), 'refused');
    assert.equal(codeOf(await ask(failing('Blocked'))), 'overloaded');
    assert.equal(codeOf(await ask(failing('NotFound'))), 'no-key');
    assert.equal(codeOf(await ask(failing('other'))), 'offline');
    assert.equal(codeOf(await ask(parts())), 'bad-answer');
    assert.equal(codeOf(await ask(parts('x'.repeat(300_000)))), 'bad-answer');
    const controller = new AbortController();
    controller.abort();
    assert.equal(codeOf(await ask(parts(good), 1, controller.signal)), 'cancelled');
  });
});
