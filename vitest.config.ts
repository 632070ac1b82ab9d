import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { FileOrder } from './test/support/workers/fileOrder.ts'

/**
 * Workers are shared by test files, each with the modules that it has loaded: loading them anew took as long as the tests.
 * Nothing is judged by these limits (ms); they end what hangs, also on a machine with thirty others at work.
 */
const shared = { pool: 'forks', isolate: false, maxWorkers: 2, testTimeout: 120_000, hookTimeout: 120_000 } as const

export default defineConfig({
  test: {
    reporters: ['default'],
    sequence: { sequencer: FileOrder },
    projects: [
      {
        test: {
          ...shared, name: 'unit', include: ['test/{shared,main,packaging,bootstrap}/**/*.test.ts'], environment: 'node',
          setupFiles: ['test/support/workers/ownModules.ts'],
        },
      },
      {
        plugins: [vue()],
        test: {
          ...shared, name: 'page', include: ['test/renderer/**/*.test.ts'], environment: 'node',
          setupFiles: ['test/support/workers/ownModules.ts', 'test/support/workers/ownPage.ts'],
        },
      },
      {
        test: {
          ...shared, name: 'server', include: ['test/server/**/*.test.ts'], environment: 'node',
          globalSetup: ['test/support/databaseServer.ts'], setupFiles: ['test/support/workers/ownModules.ts'],
        },
      },
    ],
  },
})
