import { describe, expect, it } from 'vitest'
import { aptProgress, identifySystem, installCommand, installRequirements } from '#server/bootstrap/systemPackages.mjs'
import { missingRequirements } from '#test/runner/requirements.mjs'

const linux = (superuser: boolean, ...programs: string[]) =>
  identifySystem({ platform: 'linux', superuser, has: (program) => programs.includes(program) })

describe('the command to type on this system', () => {
  it.each([
    [
      'Debian as root',
      linux(true, 'apt-get'),
      'apt-get update && apt-get install -y --no-install-recommends mariadb-server-core',
    ],
    [
      'Debian as a user',
      linux(false, 'apt-get'),
      'sudo apt-get update && sudo apt-get install -y --no-install-recommends mariadb-server-core',
    ],
    ['Fedora', linux(false, 'dnf'), 'sudo dnf install -y mariadb-server'],
    ['Arch', linux(false, 'pacman'), 'sudo pacman -S --noconfirm mariadb'],
    ['macOS', identifySystem({ platform: 'darwin', superuser: false }), 'brew install mariadb'],
    ['Windows', identifySystem({ platform: 'win32', superuser: false }), 'winget install MariaDB.Server'],
  ])('%s', (_name, system, command) => expect(installCommand(system, ['mariadb'])).toBe(command))

  it('names all that is missing in one command', () => {
    expect(installCommand(linux(true, 'apt-get'), ['chromium', 'chineseFonts'])).toContain('chromium fonts-noto-cjk')
    expect(installCommand(linux(true, 'apt-get'), ['mariadb', 'faketime'])).toContain('mariadb-server-core libfaketime')
  })

  it('is shown, and nothing is run, where we may not install', async () => {
    const attempt = installRequirements(['mariadb'], { report: () => {}, system: linux(false, 'apt-get') })
    await expect(attempt).rejects.toThrow('sudo apt-get install -y --no-install-recommends mariadb-server-core')
    await expect(installRequirements(['mariadb'], { report: () => {}, system: linux(true) })).rejects.toThrow(/package manager/)
  })
})

describe('the progress of apt', () => {
  it('is its percentage and what it does', () => {
    expect(aptProgress('dlstatus:3:27.6:Retrieving file 3 of 9')).toBe('downloading 27 % (Retrieving file 3 of 9)')
    expect(aptProgress('pmstatus:chromium:60.0:Unpacking chromium (amd64)')).toBe('installing 60 % (Unpacking chromium (amd64))')
    expect(aptProgress('Reading package lists...')).toBeUndefined()
  })
})

describe('what the tests need', () => {
  it('is what the machine lacks', () => {
    expect(missingRequirements({ chromium: () => false, chineseFonts: () => true, mariadb: () => false, faketime: () => false, poppler: () => false })).toEqual([
      'mariadb',
      'chromium',
      'faketime',
      'poppler',
    ])
    expect(missingRequirements({ chromium: () => true, chineseFonts: () => true, mariadb: () => true, faketime: () => true, poppler: () => true })).toEqual([])
  })
})
