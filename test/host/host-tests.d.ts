/** Written by esbuild.config.mjs: every `*.test.ts` below test/host. */
declare module 'host-tests' {
  export const files: [name: string, load: () => Promise<unknown>][];
}
