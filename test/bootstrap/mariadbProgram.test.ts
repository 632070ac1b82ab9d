import { describe, expect, it } from 'vitest'
import { compareVersions, findMariadb, parseMariadbVersion } from '#server/bootstrap/mariadbProgram.mjs'
import { parseGreeting } from '#server/bootstrap/ports.mjs'

const VERSIONS: Record<string, string> = {
  '/new/mariadbd': 'mariadbd  Ver 11.8.3-MariaDB-ubu2404 for debian-linux-gnu on x86_64',
  '/old/mariadbd': 'mysqld  Ver 10.6.18-MariaDB-0ubuntu0.22.04.1 for debian-linux-gnu on x86_64 (Ubuntu 22.04)',
  '/oracle/mysqld': 'mysqld  Ver 8.4.3 for Linux on x86_64 (MySQL Community Server - GPL)',
}
const readVersion = (path: string) => VERSIONS[path] ?? ''

describe('the MariaDB on the machine', () => {
  it('is the first that is new enough', () => {
    const found = findMariadb({ candidates: ['/oracle/mysqld', '/old/mariadbd', '/new/mariadbd'], readVersion })
    expect(found).toEqual({
      program: { path: '/new/mariadbd', version: '11.8.3' },
      tooOld: [{ path: '/old/mariadbd', version: '10.6.18' }],
    })
  })

  it('is none where only MySQL or a program that cannot run is found', () => {
    expect(findMariadb({ candidates: ['/oracle/mysqld', '/broken/mariadbd'], readVersion }).program).toBeUndefined()
  })
})

describe('versions', () => {
  it.each([
    ['mariadbd  Ver 10.11.19-MariaDB-0+deb12u1 for debian-linux-gnu', '10.11.19'],
    ['5.5.5-10.11.6-MariaDB-log', '10.11.6'],
    ['8.4.3', undefined],
  ])('reads %s as %s', (text, version) => expect(parseMariadbVersion(text)).toBe(version))

  it('compares by number, not by text', () => {
    expect(compareVersions('10.6.18', '10.11')).toBeLessThan(0)
    expect(compareVersions('10.11.0', '10.11')).toBe(0)
    expect(compareVersions('11.4.2', '10.11.19')).toBeGreaterThan(0)
  })

  it('reads the greeting of a server', () => {
    const greeting = Buffer.concat([Buffer.from([74, 0, 0, 0, 10]), Buffer.from('5.5.5-10.11.19-MariaDB\0rest')])
    expect(parseGreeting(greeting)).toBe('5.5.5-10.11.19-MariaDB')
  })

  it('takes a refusal or another protocol for no greeting', () => {
    expect(parseGreeting(Buffer.from([20, 0, 0, 0, 0xff, 0x10, 0x04]))).toBeUndefined()
    expect(parseGreeting(Buffer.from('HTTP/1.1 400 Bad Request\r\n'))).toBeUndefined()
  })
})
