import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findings, largestAsar, wantedFuses, type PackageFacts } from '../../packaging/packageRules.ts'

const texts: Record<string, string> = {
  '/package.json': '{}',
  '/out/main/index.js': 'import { app } from "electron";\nimport { join } from "node:path";\nconst fs = __require("fs");\nconst more = await import("./chunks/main-x.js");\n',
  '/out/main/chunks/tray-Abc.ico': '',
  '/out/main/chunks/more-Abc.png': '',
  '/out/preload/index.cjs': '"use strict"; let electron = require("electron");',
  '/out/renderer/index.html': '<!doctype html>',
  '/out/renderer/assets/index-1.js': 'export const a = 1',
  '/out/renderer/assets/index-1.css': 'a{}',
}

function goodPackage(more: Record<string, string> = {}): PackageFacts {
  const all = { ...texts, ...more }
  return {
    isStub: false,
    files: new Map(Object.entries(all).map(([path, content]) => [path, content.length])),
    text: (path) => all[path] ?? '',
    packed: { name: 'gongdan', productName: 'Gongdan', version: '1.2.3', description: 'd', author: 'a', type: 'module', main: 'out/main/index.js' },
    project: { version: '1.2.3', main: 'out/main/index.js' },
    fuses: { ...wantedFuses },
    asarHeaderHash: 'abc123',
    integrity: [{ file: 'resources\\app.asar', alg: 'SHA256', value: 'abc123' }],
    versionInfo: { ProductName: 'Gongdan', ProductVersion: '1.2.3.0' },
    updateFeed: 'provider: generic\nurl: https://updates.example\n',
    ownFolders: ['/build/machine/gongdan'],
  }
}
const without = (path: string): PackageFacts => {
  const facts = goodPackage()
  return { ...facts, files: new Map([...facts.files].filter(([name]) => name !== path)) }
}

describe('a package that may be shipped', () => {
  it('has no findings', () => expect(findings(goodPackage())).toEqual([]))
})

describe('what a package must hold', () => {
  it.each(['/package.json', '/out/main/index.js', '/out/preload/index.cjs', '/out/renderer/index.html', '/out/renderer/assets/index-1.js', '/out/renderer/assets/index-1.css', '/out/main/chunks/tray-Abc.ico', '/out/main/chunks/more-Abc.png'])(
    'misses %s', (path) => expect(findings(without(path)).some((finding) => finding.startsWith('missing: '))).toBe(true))
})

describe('what a package must not hold', () => {
  it.each([
    '/node_modules/koa/index.js', '/out/main/node_modules/x/y.js', '/out/renderer/assets/index-1.js.map', '/out/main/index.ts', '/out/renderer/App.vue', '/out/main/x.test.js',
    '/out/test/a.js', '/out/.env', '/out/main/.env.production', '/out/certificate.pfx', '/out/signing.pem', '/out/store.sqlite', '/out/main.log', '/out/.gongdan-build',
  ])('finds %s', (path) => expect(findings(goodPackage({ [path]: 'x' })).join('\n')).toContain(path))

  it('finds what lies beside the program', () => {
    expect(findings(goodPackage({ '/server/main.js': '' }))).toEqual(['not part of the program: /server/main.js'])
    expect(findings(goodPackage({ '/docs/desktop.md': '' }))).toEqual(['not part of the program: /docs/desktop.md'])
  })

  it.each([
    ['a private key', '-----BEGIN RSA PRIVATE KEY-----'],
    ['a credential', 'const env = { GONGDAN_SECRET: "0123456789abcdef" }'],
    ['a credential', "CSC_KEY_PASSWORD = 'certificate password'"],
    ['code of tests', 'globalThis.__playwright_run?.()'],
    ['code of the server', 'import { Sequelize } from "sequelize";'],
    ['a source map', 'x()\n//# sourceMappingURL=index.js.map'],
    ['a folder of the machine that packed it', 'const here = "/build/machine/gongdan/main"'],
  ])('finds %s in a file', (what, content) => {
    expect(findings(goodPackage({ '/out/renderer/assets/more.js': content })).join('\n')).toContain(what)
  })

  it('finds a module that nobody ships', () => {
    for (const code of ['import koa from "koa-static";', 'const a = __require("electron-updater");', 'const b = await import("left-pad");', 'import "side-effects";']) {
      expect(findings(goodPackage({ '/out/main/chunks/more.js': code })).join('\n')).toMatch(/imports (koa-static|electron-updater|left-pad|side-effects), which is not shipped/)
    }
  })

  it('finds that it is too large', () => {
    const facts = goodPackage()
    expect(findings({ ...facts, files: new Map([...facts.files, ['/out/renderer/assets/huge.woff2', largestAsar]]) }).join()).toContain('too large')
  })
})

describe('package.json and the executable', () => {
  it.each([
    ['another version', { packed: { ...goodPackage().packed, version: '1.2.2' } }, 'has version 1.2.2'],
    ['another main file', { packed: { ...goodPackage().packed, main: 'out/main/other.js' } }, 'starts out/main/other.js'],
    ['development packages', { packed: { ...goodPackage().packed, devDependencies: {} } }, 'still has devDependencies'],
    ['scripts', { packed: { ...goodPackage().packed, scripts: {} } }, 'still has scripts'],
    ['no author', { packed: { ...goodPackage().packed, author: undefined } }, 'has no author'],
    ['the hash of another archive', { asarHeaderHash: 'other' }, 'does not hold the hash'],
    ['no hash', { integrity: [] }, 'does not hold the hash'],
    ['another name', { versionInfo: { ProductName: 'Electron', ProductVersion: '1.2.3.0' } }, 'calls itself Electron'],
    ['Electron’s version', { versionInfo: { ProductName: 'Gongdan', ProductVersion: '45.4.1' } }, 'has version 45.4.1'],
    ['no feed', { updateFeed: null }, 'app-update.yml is missing'],
  ] as const)('finds %s', (_what, change, words) => expect(findings({ ...goodPackage(), ...change }).join('\n')).toContain(words))

  it.each(Object.entries(wantedFuses))('finds the fuse %s when it is not %s', (fuse, wanted) => {
    expect(findings({ ...goodPackage(), fuses: { ...wantedFuses, [fuse]: !wanted } })).toEqual([`fuse ${fuse} is ${String(!wanted)}, not ${String(wanted)}`])
    expect(findings({ ...goodPackage(), fuses: { ...wantedFuses, [fuse]: undefined } })).toHaveLength(1)
  })

  it('asks a stub for nothing of Electron’s, and for everything else', () => {
    const stub = { ...goodPackage(), isStub: true, versionInfo: {}, updateFeed: null }
    expect(findings(stub)).toEqual([])
    expect(findings({ ...stub, integrity: [] })).toHaveLength(1)
  })

  it('wants the fuses that electron-builder.yml sets', () => {
    const text = readFileSync(resolve(import.meta.dirname, '../../electron-builder.yml'), 'utf8')
    const block = /^electronFuses:\n((?: {2}.+\n)+)/m.exec(text)?.[1] ?? ''
    const set = Object.fromEntries([...block.matchAll(/^ {2}(\w+): (true|false)$/gm)].map(([, name, value]) => [`${name?.[0]?.toUpperCase()}${name?.slice(1)}`, value === 'true']))
    expect(set).toEqual(wantedFuses)
  })
})
