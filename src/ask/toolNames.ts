/** What an agent can ask, by the names of the Model Context Protocol. */
export const toolNames = ['list_workflows', 'get_procedure', 'search_context', 'explain_note', 'report_gap'] as const;
export type ToolName = (typeof toolNames)[number];

/** The same in the editor, where the names of all extensions' tools stand in one list. */
export const editorToolPrefix = 'mirror_';
