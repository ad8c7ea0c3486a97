/** A flag or an assignment, with its value if it has one. */
export interface Flag {
  readonly name: string;
  readonly value?: string;
}
