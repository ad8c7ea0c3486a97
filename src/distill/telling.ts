import { remember } from '../model/remember.ts';
import { type Action, type CommandAction, isCommand } from './action.ts';
import type { Generalize } from './generalize.ts';
import { onceALine } from './onceALine.ts';
import { summaryOf, titleOf } from './titles.ts';

/** How the actions of one recording are told, each line and each change worked out once. */
export interface Telling {
  readonly generalize: Generalize;
  readonly title: (action: Action) => string;
  readonly summary: (action: Action) => string;
}

export function tellingOf(generalize: Generalize): Telling {
  const ofLines = onceALine((action) => titleOf(action, generalize));
  const summary = onceALine((action) => summaryOf(action, generalize));
  const title = remember((action: Exclude<Action, CommandAction>) => titleOf(action, generalize));
  return {
    generalize,
    title: (action) => (isCommand(action) ? ofLines(action) : title(action)),
    // What is no command is told by its title.
    summary: (action) => (isCommand(action) ? summary(action) : title(action)),
  };
}
