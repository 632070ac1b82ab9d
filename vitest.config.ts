import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    reporters: ['default'],
    projects: [
      {
        // Rules and plain modules share a worker: none of their tests puts another module or another global in place.
        test: { name: 'unit', include: ['test/{shared,main,packaging,bootstrap}/**/*.test.ts'], environment: 'node', isolate: false },
      },
      {
        plugins: [vue()],
        test: { name: 'page', include: ['test/renderer/**/*.test.ts'], environment: 'node' },
      },
      {
        test: {
          name: 'server', include: ['test/server/**/*.test.ts'], environment: 'node',
          globalSetup: ['test/support/databaseServer.ts'], pool: 'forks', maxWorkers: 2,
          testTimeout: 60_000, hookTimeout: 60_000,
        },
      },
    ],
  },
})
