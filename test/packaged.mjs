// `npm run test:package`: the specs of the desktop program's shell, run against what `npm run package` packed, under Electron's
// stand-in (the fuses of a real package keep test tools out).
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const archive = ['dist/windows', 'dist/STUB-not-a-program'].map((folder) => join(root, folder, 'win-unpacked/resources/app.asar')).find((path) => existsSync(path))
if (!archive) {
  process.stderr.write('nothing is packed; run `npm run package`\n')
  process.exit(1)
}
process.stdout.write(`testing ${archive} under the stand-in\n`)
const { status } = spawnSync(process.execPath, [join(root, 'node_modules/@playwright/test/cli.js'), 'test', '-c', 'test/e2e/playwright.config.ts', '--project=desktop', '/desktop.spec', '/desktopStart', '/desktopCitizen'], {
  cwd: root,
  stdio: 'inherit',
  // These specs bring their own server, or none.
  env: { ...process.env, GONGDAN_DESKTOP_TARGET: archive, GONGDAN_E2E_URL: 'http://127.0.0.1:1', E2E_ELECTRON: 'standin' },
})
process.exit(status ?? 1)
