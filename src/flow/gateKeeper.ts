import { type GateIn, openGateIn } from './gates.ts';
import type { Folder, MirrorPorts } from './ports.ts';

/** The gates of this window's recordings. What they hid is known to them alone, and for as long as the window lives. */
export interface GateKeeper {
  /** A gate for a recording that starts, or goes on from the file at `existing`. */
  open(recording: string, existing?: string): Promise<GateIn>;
  /** The gate that the recording passed in this window. */
  of(recording: string): GateIn | undefined;
  /** A gate for a recording that is written anew: the one it passed, else one that is not held. It goes by the settings of now. */
  again(recording: string, path: string): Promise<GateIn>;
}

/** More recordings than this are not held in memory. */
const mostGates = 10;

export function createGateKeeper(ports: MirrorPorts, folder: Folder): GateKeeper {
  const gates = new Map<string, GateIn>();

  async function again(recording: string, existing?: string): Promise<GateIn> {
    const known = gates.get(recording);
    await known?.refresh();
    return known ?? openGateIn(ports, folder, existing);
  }

  return {
    async open(recording, existing) {
      const gate = await again(recording, existing);
      gates.delete(recording);
      gates.set(recording, gate);
      const [oldest] = gates.keys();
      if (gates.size > mostGates && oldest !== undefined) gates.delete(oldest);
      return gate;
    },
    of: (recording) => gates.get(recording),
    again,
  };
}
