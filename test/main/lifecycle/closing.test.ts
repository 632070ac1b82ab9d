import { describe, expect, it } from 'vitest'
import { answerToClosing, type ClosingFacts } from '../../../main/lifecycle/closing.ts'
import { loginItemFor } from '../../../main/lifecycle/loginItem.ts'

const usual: ClosingFacts = { quitting: false, hasTray: true, closeToTray: true, explained: true, platform: 'win32' }

describe('closing the window', () => {
  it.each([
    ['hides it to the tray', {}, 'hide'],
    ['tells the first time where the program is', { explained: false }, 'explain'],
    ['ends the program where somebody set that', { closeToTray: false }, 'quit'],
    ['ends the program where there is no tray to come back from', { hasTray: false, explained: false }, 'quit'],
    ['lets the window go while the program ends', { quitting: true }, 'close'],
    ['lets the window go while the program ends, also untold', { quitting: true, explained: false, closeToTray: false }, 'close'],
    ['hides it on macOS, where a window’s closing ends no program', { platform: 'darwin', closeToTray: false, explained: false }, 'hide'],
  ] as const)('%s', (_words, change, answer) => expect(answerToClosing({ ...usual, ...change })).toBe(answer))
})

describe('starting with the system', () => {
  it('tells the system of the installed program, which then starts in the tray', () => {
    expect(loginItemFor(true, true, 'win32')).toEqual({ openAtLogin: true, args: ['--hidden'] })
    expect(loginItemFor(false, true, 'win32')).toMatchObject({ openAtLogin: false })
  })
  it('says nothing for a build that is being worked on, nor where the system has no such list', () => {
    expect(loginItemFor(true, false, 'win32')).toBeNull()
    expect(loginItemFor(true, true, 'linux')).toBeNull()
  })
})
