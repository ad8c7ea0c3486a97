// A language model as another extension brings one: it answers in parts, says one thing well and invents another.
const vscode = require('vscode');

const information = {
  id: 'parrot',
  name: 'Parrot',
  family: 'parrot',
  version: '1',
  maxInputTokens: 100_000,
  maxOutputTokens: 100_000,
  capabilities: {},
};

function answerTo(text) {
  const { notes } = JSON.parse(text.slice(text.indexOf('\n\n{')));
  const lesson = notes.find(({ kind }) => kind === 'lesson');
  const evidence = lesson.evidence.map(({ id }) => id);
  const [command] = /`[^`]+`/.exec(lesson.action) ?? [''];
  return JSON.stringify({
    proposals: [
      { note: lesson.id, text: { words: `First set ${command}.`, evidence } },
      { note: lesson.id, prevents: { words: 'Hackers read the disk at night.', evidence } },
    ],
    judgements: notes.map(({ id }) => ({ note: id, prevents: true, action: true, evidence: true, inferable: false })),
  });
}

exports.activate = ({ subscriptions }) => {
  subscriptions.push(
    vscode.lm.registerLanguageModelChatProvider('mirror-tests', {
      provideLanguageModelChatInformation: () => [information],
      provideTokenCount: async () => 1,
      async provideLanguageModelChatResponse(_model, messages, _options, progress) {
        const text = messages.flatMap(({ content }) => content.map(({ value }) => value ?? '')).join('');
        for (const part of answerTo(text).match(/[\s\S]{1,80}/g)) {
          progress.report(new vscode.LanguageModelTextPart(part));
        }
      },
    }),
  );
};
