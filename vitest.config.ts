import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    reporters: ['default'],
    projects: [
      {
        plugins: [vue()],
        test: { name: 'unit', include: ['test/{shared,renderer,main,bootstrap}/**/*.test.ts'], environment: 'node' },
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
