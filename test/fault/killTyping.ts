/**
 * Somebody types into three forms while the main process is killed with SIGKILL again and again: after each start every
 * keystroke that was older than a second must be there, and every save that was acknowledged (`desktop.md`, Drafts and offline).
 * The page's own stores of forms type, over the real answers of the main process, into the real store; Electron is not run.
 * Run by hand: `npm run fault:typing -- --kills 200`. With `--program` the built program is killed instead, under Electron or its
 * stand-in (`npm run build` first): a script in its page saves each keystroke over the bridge.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { electronExecutable } from '../support/electronExecutable.ts'
import { killProgram } from './typing/desktopProgram.ts'
import { startPage } from './typing/page.ts'
import { Typist, type Found } from './typing/typist.ts'

const { values } = parseArgs({ options: { kills: { type: 'string', default: '200' }, program: { type: 'boolean', default: false } } })
const kills = Number(values.kills)
const userData = mkdtempSync(join(tmpdir(), 'gongdan-typing-'))
const percentile = (numbers: readonly number[], share: number): string =>
  ([...numbers].sort((a, b) => a - b)[Math.floor((numbers.length - 1) * share)] ?? 0).toFixed(0)

async function killUnderTypist(): Promise<boolean> {
  const typist = new Typist(3)
  const found: Found[] = []
  const starts: number[] = []
  let rescues = 0
  let page = await startPage(userData)
  for (let round = 1; round <= kills; round += 1) {
    // From shorter than a save takes to longer than the second that is allowed.
    await typist.type(page, 150 + Math.random() * 1_900)
    typist.noteAcknowledged(page)
    const killedAt = performance.now()
    await page.kill()
    page = await startPage(userData)
    starts.push(performance.now() - killedAt)
    if (page.rescued) rescues += 1
    found.push(...typist.check(page, killedAt))
    if (round % 20 === 0) console.log(`fault:typing: ${round} kills`)
  }
  await page.kill()

  const broken = found.filter(({ isWhole }) => !isWhole).length
  const missing = found.reduce((sum, form) => sum + form.missing, 0)
  const unkept = found.filter(({ acknowledgedMissing }) => acknowledgedMissing).length
  const ages = found.map(({ oldestMissing }) => oldestMissing)
  console.log(`fault:typing: ${kills} kills, ${typist.strokes} keystrokes, ${found.length} forms looked at after a start`)
  console.log(`  keystrokes older than a second that are missing: ${missing}; acknowledged saves missing: ${unkept}; texts that never were: ${broken}; damaged stores: ${rescues}`)
  console.log(`  age of the oldest lost keystroke: p50 ${percentile(ages, 0.5)} ms, p95 ${percentile(ages, 0.95)} ms, max ${percentile(ages, 1)} ms`)
  console.log(`  from the kill to the forms being back: p50 ${percentile(starts, 0.5)} ms, p95 ${percentile(starts, 0.95)} ms`)
  return found.length >= kills && missing === 0 && unkept === 0 && broken === 0 && rescues === 0
}

async function killWholeProgram(): Promise<boolean> {
  const { isReal } = electronExecutable()
  const figures = await killProgram(kills, userData)
  console.log(`fault:typing: ${figures.kills} kills of the program under ${isReal ? 'Electron' : 'the stand-in'}, ${figures.acknowledged} acknowledged keystrokes`)
  console.log(`  starts after which an acknowledged keystroke was missing: ${figures.wrong}; damaged stores: ${figures.rescues}`)
  console.log(`  from the start to the text being back: p50 ${percentile(figures.startsMs, 0.5)} ms, p95 ${percentile(figures.startsMs, 0.95)} ms`)
  return figures.kills === kills && figures.acknowledged >= kills && figures.wrong === 0 && figures.rescues === 0
}

try {
  const right = values.program ? await killWholeProgram() : await killUnderTypist()
  console.log(right ? '  right' : '  WRONG')
  process.exitCode = right ? 0 : 1
} finally {
  rmSync(userData, { recursive: true, force: true })
}
