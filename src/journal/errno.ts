/** The system's code for what went wrong, or a general word. */
export function errnoText(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown error';
}

/** What kind of trouble a code of the system is for whoever wants to write a file. */
export type WriteTrouble = 'full' | 'forbidden' | 'other';

export function writeTrouble(code: string): WriteTrouble {
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return 'full';
  return code === 'EACCES' || code === 'EPERM' || code === 'EROFS' ? 'forbidden' : 'other';
}

/** Why a file cannot be written, in words where the code is a common one. */
export function writeTroubleWords(code: string): string {
  const words = { full: 'the disk is full', forbidden: 'it may not be written', other: undefined }[writeTrouble(code)];
  return words === undefined ? code : `${words}, ${code}`;
}

/** Why a file cannot be read, in words where the code is a common one. */
export function readTroubleWords(code: string): string {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return `there is no such file (${code})`;
    case 'EISDIR':
      return `it is a folder, not a file (${code})`;
    case 'EACCES':
    case 'EPERM':
      return `it may not be read (${code})`;
    default:
      return code;
  }
}
