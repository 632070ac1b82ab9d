import { existsSync, readdirSync } from 'node:fs'
import { findMariadb } from '../../server/bootstrap/mariadbProgram.mjs'
import { findPrograms, installRequirements } from '../../server/bootstrap/systemPackages.mjs'
import { findFaketime } from './faketime.mjs'

/** @import { Progress } from '../../server/bootstrap/progress.mjs' */
/** @typedef {{ chromium: () => boolean, chineseFonts: () => boolean, mariadb: () => boolean, faketime: () => boolean, poppler: () => boolean }} Lookup */

/** @type {Lookup} */
const MACHINE = {
  chromium: () => findPrograms(['chromium', 'chromium-browser', 'google-chrome'], ['/usr/bin']).length > 0,
  chineseFonts: () => process.platform !== 'linux' || ['/usr/share/fonts', '/usr/local/share/fonts'].some(holdsChineseFont),
  mariadb: () => findMariadb().program !== undefined,
  // Elsewhere no package gives it, and the tests that need it say so.
  faketime: () => process.platform !== 'linux' || findFaketime() !== undefined,
  poppler: () => ['pdftotext', 'pdfimages', 'pdftoppm'].every((program) => findPrograms([program], ['/usr/bin']).length > 0),
}

/**
 * What the tests need from the system and this machine lacks.
 * @param {Lookup} [lookup]
 */
export function missingRequirements(lookup = MACHINE) {
  return /** @type {const} */ (['mariadb', 'chromium', 'chineseFonts', 'faketime', 'poppler']).filter((requirement) => !lookup[requirement]())
}

/**
 * Installs from the system's packages what the tests need: a database, a browser, fonts with Chinese characters,
 * a clock that can be driven, what reads PDF files.
 * @param {Progress} progress
 * @throws {import('../../server/bootstrap/failure.mjs').StartFailure} with the command to type where we may not install
 */
export async function ensureRequirements(progress) {
  const missing = missingRequirements()
  if (missing.length > 0) {
    await progress.step(`Installing from the system's packages: ${missing.join(', ')}`, (report) =>
      installRequirements(missing, { report }),
    )
  }
}

/** @param {string} folder */
function holdsChineseFont(folder) {
  return (
    existsSync(folder) &&
    readdirSync(folder, { recursive: true }).some((name) => /CJK|wqy|SourceHanSans|DroidSansFallback/i.test(String(name)))
  )
}
