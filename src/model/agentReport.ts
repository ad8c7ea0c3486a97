/** What an agent said it lacked. Sanitized before it comes here; shown, never obeyed. */
export interface AgentReport {
  /** Empty where the agent named none. */
  readonly workflow: string;
  /** What was missing, in the agent's words. */
  readonly missing: string;
  /** The file or command it was about. */
  readonly where?: string;
  /** The task it was needed for. */
  readonly purpose?: string;
  /** Who asked, as the agent names itself. */
  readonly agent?: string;
}

/** A report as it is kept. */
export interface KeptReport extends AgentReport {
  /** ISO 8601, UTC. */
  readonly at: string;
}
