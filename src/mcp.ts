import { err, type Failure, type Result } from './model/result.ts';

/** Serves context to agents over the Model Context Protocol on stdin and stdout. This version has no server yet and says so. */
export function serveMcp(): Result<never, Failure<'not-available'>> {
  return err({
    code: 'not-available',
    message:
      'the MCP server comes with a later version of mirror; until then agents load the files that "mirror context apply" writes',
  });
}
