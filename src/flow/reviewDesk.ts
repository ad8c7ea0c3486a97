import type { ChoiceStore } from '../host/choices.ts';
import type { DecisionStore } from '../host/decisions.ts';
import type { Catalog, CatalogRecording } from '../journal/catalog.ts';
import type { Rewriting, Rewritten } from '../journal/rewrite.ts';
import type { GateKeeper } from './gateKeeper.ts';
import type { Knowledge, Library } from './knowledge.ts';
import type { Folder } from './ports.ts';
import type { RecordingControl } from './recording.ts';

/** What is open for the folder, as far as a review needs it. */
export interface ReviewDesk {
  readonly folder: Folder;
  /** The private folder of the workspace. */
  readonly dataFolder: string;
  readonly catalog: Catalog;
  readonly library: Library;
  readonly decisions: DecisionStore;
  readonly choices: ChoiceStore;
  readonly control: RecordingControl;
  readonly gates: GateKeeper;
  /** As last computed; undefined before. */
  readonly known: () => Knowledge | undefined;
}

/** A recording that may be written anew, wherever it runs. */
export interface Rewrite {
  readonly entry: CatalogRecording;
  /** Writes it anew; tells the person where that cannot be. */
  (rewriting: Rewriting): Promise<Rewritten | undefined>;
}
