import type { TextKind } from './rule.ts';

/** Texts in which nothing was found: a prompt, a folder, `git status` come again and again. */
export interface HarmlessTexts {
  /** Whether the text was found harmless while as many values as now were looked for. */
  has(text: string, as: TextKind, values: number): boolean;
  add(text: string, as: TextKind, values: number): void;
  /** The rules are others now. */
  forget(): void;
}

/** Longer texts do not come twice, in characters. */
const longest = 400;
const most = 4_000;

/** Remembers so much and no more; when that is full it begins anew. */
export function createHarmlessTexts(): HarmlessTexts {
  const texts = new Map<string, number>();
  return {
    has: (text, as, values) => text.length <= longest && texts.get(`${as}\n${text}`) === values,
    add(text, as, values) {
      if (text.length > longest) {
        return;
      }
      if (texts.size >= most) {
        texts.clear();
      }
      texts.set(`${as}\n${text}`, values);
    },
    forget: () => texts.clear(),
  };
}
