import type { Evidence } from '../../model/evidence.ts';
import type { CommandName } from '../commandIds.ts';

/** What a row stands for: enough for a command on the row to know what it is about. */
export interface RowTarget {
  readonly workflow?: string;
  readonly recording?: string;
  readonly seq?: number;
  readonly note?: string;
  /** The notes below a row that groups them. */
  readonly notes?: readonly string[];
  readonly gap?: string;
  readonly evidence?: Evidence;
  readonly path?: string;
  /** 1-based, in the file at `path`. */
  readonly line?: number;
}

/** One row of a tree. All texts are plain: nothing recorded is ever read as Markdown. */
export interface TreeNode {
  /** Unique in its tree and the same from state to state, so that expansion and selection survive. */
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly tooltip?: string;
  /** Name of a codicon, and the theme colour it takes. */
  readonly icon?: string;
  readonly iconColor?: string;
  /** What menus ask for in `viewItem`. */
  readonly contextValue?: string;
  /** Run with this node's target when the row is activated. */
  readonly command?: CommandName;
  /** What a screen reader says instead of label and description. */
  readonly accessibilityLabel: string;
  readonly target?: RowTarget;
  /** Asked for when the row is opened; absent on a leaf. */
  readonly children?: () => readonly TreeNode[];
  /** Open from the start; only rows with children. */
  readonly expanded?: boolean;
}
