import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findElectron, hasDisplay } from '#server/bootstrap/desktop.mjs'
import { openLogFile } from '#server/bootstrap/logFile.mjs'
import { createProgress } from '#server/bootstrap/progress.mjs'
import { readProblem } from '#server/bootstrap/serverProcess.mjs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gongdan-server-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('what a server said before it failed', () => {
  it('is plain text on standard error and the message of structured errors', () => {
    expect(readProblem('the port is in use', 'stderr')).toBe('the port is in use')
    expect(readProblem('{"level":60,"msg":"stopped","err":{"message":"no database"}}', 'stdout')).toBe('stopped: no database')
    expect(readProblem('{"level":"error","msg":"bad"}', 'stdout')).toBe('bad')
  })

  it('is not what it merely reported', () => {
    expect(readProblem('{"level":30,"msg":"listening"}', 'stdout')).toBeUndefined()
    expect(readProblem('migrating 1 of 2', 'stdout')).toBeUndefined()
    expect(readProblem('{ broken', 'stderr')).toBeUndefined()
  })

  it('is not where in the program it failed', () => {
    expect(readProblem('    at ModuleLoader.resolveSync (node:internal/modules/esm/loader:763:56)', 'stderr')).toBeUndefined()
    expect(readProblem('Node.js v24.21.0', 'stderr')).toBeUndefined()
    expect(readProblem("Error: Cannot find module 'x'", 'stderr')).toBe("Error: Cannot find module 'x'")
  })
})

describe('the log file', () => {
  it('rotates at its limit and keeps as many as it shall', () => {
    const path = join(folder, 'logs/server.log')
    const write = openLogFile(path, { largest: 10, kept: 2 })
    for (const line of ['first', 'second', 'third', 'fourth']) write(line)
    expect(['', '.1', '.2'].map((ending) => readFileSync(path + ending, 'utf8').trim())).toEqual(['fourth', 'third', 'second'])
    expect(existsSync(`${path}.3`)).toBe(false)
  })
})

describe("Electron's binary", () => {
  it('is found only where it was already put', () => {
    expect(findElectron(folder, {})).toBeUndefined()
    mkdirSync(join(folder, 'node_modules/electron/dist'), { recursive: true })
    writeFileSync(join(folder, 'node_modules/electron/path.txt'), 'electron')
    expect(findElectron(folder, {})).toBeUndefined()
    writeFileSync(join(folder, 'node_modules/electron/dist/electron'), '')
    expect(findElectron(folder, {})).toBe(join(folder, 'node_modules/electron/dist/electron'))
  })

  it('may lie in a folder of its own', () => {
    writeFileSync(join(folder, 'electron'), '')
    expect(findElectron('/checkout', { ELECTRON_OVERRIDE_DIST_PATH: folder })).toBe(join(folder, 'electron'))
  })

  it('needs a display on Linux', () => {
    expect(hasDisplay({}, 'linux')).toBe(false)
    expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true)
    expect(hasDisplay({}, 'win32')).toBe(true)
  })
})

describe('the progress of a step', () => {
  it('says what begins, how it ended and after how many seconds', async () => {
    let text = ''
    let clock = 0
    const progress = createProgress({ write: (part) => (text += part) }, () => clock)
    await progress.step('Building', () => {
      clock = 1500
    })
    await expect(progress.step('Serving', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(text).toBe('- Building …\n- Building: done in 1.5 s\n- Serving …\n- Serving: failed after 0.0 s\n')
  })
})
