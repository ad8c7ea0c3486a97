import * as vscode from 'vscode';

/**
 * Registers tools that a language model in the editor may call. `answer` gets the name without the prefix that stands
 * before it in the manifest; its answer is a text, failures included, since that is what a model can act on.
 */
export function registerAgentTools(
  prefix: string,
  names: readonly string[],
  answer: (name: string, input: unknown) => Promise<string>,
): vscode.Disposable {
  const registrations = names.map((name) =>
    vscode.lm.registerTool(prefix + name, {
      async invoke({ input }) {
        return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(await answer(name, input))]);
      },
    }),
  );
  return vscode.Disposable.from(...registrations);
}
