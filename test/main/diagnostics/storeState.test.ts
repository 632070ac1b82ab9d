import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { storeState } from '../../../main/diagnostics/storeState.ts'
import { storePaths } from '../../../main/store/paths.ts'

let folder: string
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'gongdan-stores-')) })
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('the stores in the diagnostics', () => {
  it('are counted where the store keeps its parts, and named nowhere', () => {
    for (const user of ['1', '2']) {
      const paths = storePaths(folder, 'https://gongdan.example.com', user)
      mkdirSync(paths.files, { recursive: true })
      writeFileSync(paths.database, Buffer.alloc(5_000))
      writeFileSync(join(paths.files, 'a'), '')
      mkdirSync(join(paths.setAside, '2026-11-22-damaged'), { recursive: true })
    }
    expect(storeState(folder)).toEqual({ stores: 2, databaseKilobytes: 10, waitingFiles: 2, setAside: 2 })
  })
  it('are none before anybody signed in', () => {
    expect(storeState(join(folder, 'none'))).toEqual({ stores: 0, databaseKilobytes: 0, waitingFiles: 0, setAside: 0 })
  })
})
