import { defineConfig, devices } from '@playwright/test'
import { existsSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { givenServer } from './flows/servers.ts'

/** Debian's Chromium, or another one on the path. Its wrapper script is passed by, for it only adds flags. */
function chromiumExecutable(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const candidates = [
    '/usr/lib/chromium/chromium',
    ...folders.flatMap((folder) => [join(folder, 'chromium'), join(folder, 'google-chrome')]),
  ]
  return candidates.find((path) => existsSync(path))
}

const executablePath = chromiumExecutable()
const results = resolve(import.meta.dirname, '../../test-results')

/**
 * End-to-end tests: `browser` in Chromium against the real server, `desktop` through the built desktop program.
 * The global set-up starts a server for each worker. `GONGDAN_E2E_URL` takes one that runs already: then one worker has it.
 */
export default defineConfig({
  testDir: import.meta.dirname,
  outputDir: join(results, 'e2e'),
  // The machine that this is made for has two cores. The tests of a file follow each other; what a file needs, it makes.
  workers: givenServer() ? 1 : 2,
  fullyParallel: false,
  // On a quiet machine none takes a fifth of it; this one may be busy with other things.
  timeout: 240_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list'], ['json', { outputFile: join(results, 'e2e.json') }]],
  globalSetup: resolve(import.meta.dirname, 'globalSetup.ts'),
  use: {
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    // With what the pages were at each step. A film of them besides costs two thirds of what the tests themselves do.
    trace: { mode: 'retain-on-failure', snapshots: true, screenshots: false, sources: true },
    screenshot: 'only-on-failure',
  },
  projects: [
    {
      name: 'browser',
      testIgnore: /desktop.*\.spec\.ts/,
      use: {
        ...devices['Desktop Chrome'],
        viewport: { width: 1366, height: 768 },
        launchOptions: {
          ...(executablePath ? { executablePath } : {}),
          args: [
            ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
            '--disable-dev-shm-usage',
            '--disable-quic',
            '--disable-background-networking',
            '--disable-component-update',
            // The last two are pages of the address bar that each window loads beside its own: a fifth of what a visit costs.
            '--disable-features=HttpsUpgrades,OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch,MediaRouter,WebUIOmniboxPopup,WebUIOmniboxAimPopup',
          ],
        },
      },
    },
    { name: 'desktop', testMatch: /desktop.*\.spec\.ts/ },
  ],
})
