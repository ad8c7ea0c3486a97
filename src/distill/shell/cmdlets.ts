import { lookUp, type Role } from './knowledge.ts';

/** PowerShell's commands say what they do in their first word: `Remove-Item`, `Get-ChildItem`. */
const cmdlet = /^([A-Z][A-Za-z]+)-[A-Z][A-Za-z0-9]+$/;

const byVerb: Readonly<Record<string, Role>> = {
  get: 'probe',
  select: 'look',
  measure: 'look',
  format: 'look',
  where: 'look',
  sort: 'look',
  group: 'look',
  compare: 'look',
  write: 'look',
  show: 'look',
  find: 'look',
  resolve: 'look',
  convertfrom: 'look',
  convertto: 'look',
  test: 'verify',
  remove: 'clean',
  clear: 'clean',
  stop: 'clean',
  copy: 'files',
  move: 'files',
  rename: 'files',
  new: 'files',
  add: 'files',
  out: 'files',
  expand: 'files',
  compress: 'files',
  export: 'files',
  push: 'move',
  pop: 'move',
  import: 'environment',
  install: 'install',
  update: 'install',
  save: 'files',
  publish: 'release',
  start: 'serve',
  restart: 'deploy',
  restore: 'rollback',
  checkpoint: 'files',
};

/** Where the first word says too little. */
const byName: Readonly<Record<string, Role>> = {
  'set-location': 'move',
  'set-content': 'files',
  'set-item': 'environment',
  'set-alias': 'environment',
  'set-executionpolicy': 'environment',
  'set-variable': 'environment',
  'test-path': 'look',
  'test-netconnection': 'probe',
  'test-connection': 'probe',
  'get-childitem': 'look',
  'get-item': 'look',
  'get-content': 'look',
  'get-location': 'look',
  'get-help': 'look',
  'get-command': 'look',
  'get-alias': 'look',
  'get-date': 'look',
  'get-history': 'look',
  'get-variable': 'look',
  'get-member': 'look',
  'get-module': 'look',
  'get-host': 'look',
  'invoke-webrequest': 'probe',
  'invoke-restmethod': 'probe',
  'invoke-pester': 'verify',
  'invoke-scriptanalyzer': 'verify',
  'start-sleep': 'look',
  'start-transcript': 'look',
  'update-database': 'migrate',
  'add-migration': 'build',
  'invoke-sqlcmd': 'migrate',
};

/** What a shell of Unix calls the same. */
const elsewhere: Readonly<Record<string, string>> = {
  'copy-item': 'cp',
  'move-item': 'mv',
  'rename-item': 'mv',
  'remove-item': 'rm',
};

/** The program of a shell of Unix that does what the cmdlet does; any other program as it is. */
export function unixName(program: string): string {
  return lookUp(elsewhere, program.toLowerCase()) ?? program;
}

export function isCmdlet(program: string): boolean {
  return cmdlet.test(program);
}

/** What kind of thing a command of PowerShell does; undefined if it is none. */
export function roleOfCmdlet(program: string): Role | undefined {
  const verb = cmdlet.exec(program)?.[1];
  if (verb === undefined) return undefined;
  return lookUp(byName, program.toLowerCase()) ?? lookUp(byVerb, verb.toLowerCase()) ?? 'run';
}
