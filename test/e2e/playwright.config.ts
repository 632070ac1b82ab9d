import { defineConfig, devices } from '@playwright/test'
import { existsSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'

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
const globalSetup = resolve(import.meta.dirname, 'globalSetup.ts')
const results = resolve(import.meta.dirname, '../../test-results')

/**
 * End-to-end tests: `browser` in Chromium against the real server, `desktop` through the built desktop program.
 * `GONGDAN_E2E_URL` is the server's address; the global setup starts one if it is not given.
 */
export default defineConfig({
  testDir: import.meta.dirname,
  outputDir: join(results, 'e2e'),
  // One server and one database serve all tests, and the machine may have two cores.
  workers: 1,
  fullyParallel: false,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list'], ['json', { outputFile: join(results, 'e2e.json') }]],
  ...(existsSync(globalSetup) ? { globalSetup } : {}),
  use: {
    ...(process.env['GONGDAN_E2E_URL'] ? { baseURL: process.env['GONGDAN_E2E_URL'] } : {}),
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    trace: 'retain-on-failure',
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
            '--disable-features=HttpsUpgrades,OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch,MediaRouter',
          ],
        },
      },
    },
    { name: 'desktop', testMatch: /desktop.*\.spec\.ts/ },
  ],
})
