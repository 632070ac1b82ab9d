import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getCurrentFuseWire, FuseState, FuseV1Options } from '@electron/fuses'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { electronAddress, findElectron } from '../../packaging/electronBinary.ts'
import { icoFile } from '../../packaging/icoFile.ts'
import { writeStubElectron } from '../../packaging/stubElectron.ts'

let folder: string
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'gongdan-packaging-')) })
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const answers = (status: number) => () => Promise.resolve({ status })

describe('where Electron comes from', () => {
  it('takes the folder of the environment, if Electron is in it', async () => {
    const environment = { GONGDAN_ELECTRON_DIST: folder }
    expect(await findElectron({ environment, electronVersion: '45.4.1' })).toMatchObject({ kind: 'none' })
    writeFileSync(join(folder, 'electron.exe'), '')
    expect(await findElectron({ environment, electronVersion: '45.4.1' })).toEqual({ kind: 'folder', folder })
  })

  it('downloads where its archive is there, and says why not where it is not', async () => {
    const ask = (request: () => Promise<{ status: number }>) => findElectron({ environment: {}, electronVersion: '45.4.1', request })
    expect(await ask(answers(200))).toEqual({ kind: 'download' })
    expect(await ask(answers(404))).toMatchObject({ kind: 'none', reason: expect.stringContaining('404') as string })
    expect(await ask(() => Promise.reject(new Error('no network')))).toMatchObject({ kind: 'none', reason: expect.stringContaining('cannot be reached') as string })
  })

  it('asks the mirror of the environment', () => {
    expect(electronAddress({ ELECTRON_MIRROR: 'https://mirror.example/electron' }, '45.4.1')).toBe('https://mirror.example/electron/v45.4.1/electron-v45.4.1-win32-x64.zip')
  })
})

describe('the stub in the place of Electron', () => {
  it('has fuses that packing can set, and nothing that runs', async () => {
    writeStubElectron(folder, '45.4.1')
    const wire = await getCurrentFuseWire(join(folder, 'electron.exe'))
    expect(wire[FuseV1Options.RunAsNode]).toBe(FuseState.ENABLE)
    expect(wire[FuseV1Options.OnlyLoadAppFromAsar]).toBe(FuseState.DISABLE)
  })
})

describe('an icon file', () => {
  it('holds each picture at the place that its directory names', () => {
    const pictures = [16, 256].map((size) => ({ size, png: Buffer.from(`png of ${size}`) }))
    const file = icoFile(pictures)
    expect(file.readUInt16LE(4)).toBe(2)
    expect([file.readUInt8(6), file.readUInt8(22)]).toEqual([16, 0])
    pictures.forEach(({ png }, index) => {
      const entry = 6 + 16 * index
      const [length, offset] = [file.readUInt32LE(entry + 8), file.readUInt32LE(entry + 12)]
      expect(file.subarray(offset, offset + length)).toEqual(png)
    })
    expect(() => icoFile([{ size: 300, png: Buffer.alloc(1) }])).toThrow(RangeError)
  })
})
