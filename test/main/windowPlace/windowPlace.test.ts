import { describe, expect, it } from 'vitest'
import { placeFor, screenSetKey, standardSize, type Screen } from '../../../main/windowPlace/windowPlace.ts'

const screenAt = (x: number, y: number, width = 1920, height = 1080): Screen => ({
  bounds: { x, y, width, height }, workArea: { x, y, width, height: height - 40 }, scaleFactor: 1,
})
const office = screenAt(0, 0)
const beside = screenAt(1920, 0)
const stood = { bounds: { x: 2100, y: 200, width: 1500, height: 800 }, maximised: false }

describe('where the window opens', () => {
  it('opens where it stood, also on another screen than the primary one', () => {
    expect(placeFor(stood, [office, beside])).toEqual(stood)
  })

  it('opens in the middle of the primary screen when its screen is gone', () => {
    expect(placeFor(stood, [office]).bounds).toEqual({ x: 277, y: 136, ...standardSize })
  })

  it.each([
    ['its title bar is above the screens', { x: 100, y: -60, width: 1366, height: 768 }],
    ['only its right edge is left to see', { x: -1300, y: 100, width: 1366, height: 768 }],
    ['its title bar is below the taskbar', { x: 100, y: 1035, width: 1366, height: 768 }],
  ])('opens in the middle when %s', (_why, bounds) => {
    expect(placeFor({ bounds, maximised: false }, [office]).bounds).toEqual({ x: 277, y: 136, ...standardSize })
  })

  it('stays half outside when its title bar can be taken', () => {
    const bounds = { x: -900, y: 500, width: 1366, height: 768 }
    expect(placeFor({ bounds, maximised: false }, [office]).bounds).toEqual(bounds)
  })

  it('keeps that it was maximised, with the place to go back to', () => {
    expect(placeFor({ ...stood, maximised: true }, [office, beside])).toEqual({ ...stood, maximised: true })
    expect(placeFor({ ...stood, maximised: true }, [office]).maximised).toBe(true)
  })

  it('is no larger than a small screen, and a new one is the standard size in the middle', () => {
    expect(placeFor(undefined, [screenAt(0, 0, 1280, 720)])).toEqual({ bounds: { x: 0, y: 0, width: 1280, height: 680 }, maximised: false })
    expect(placeFor(undefined, [office, beside]).bounds).toMatchObject(standardSize)
  })
})

describe('the name of a set of screens', () => {
  it('is the same in whatever order the system tells them, and another one for other places or scales', () => {
    expect(screenSetKey([office, beside])).toBe(screenSetKey([beside, office]))
    expect(screenSetKey([office])).not.toBe(screenSetKey([office, beside]))
    expect(screenSetKey([office, beside])).not.toBe(screenSetKey([office, screenAt(-1920, 0)]))
    expect(screenSetKey([office])).not.toBe(screenSetKey([{ ...office, scaleFactor: 1.5 }]))
  })
})
