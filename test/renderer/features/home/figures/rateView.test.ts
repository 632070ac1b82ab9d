import { describe, expect, it } from 'vitest'
import { percentOf, placeOn, rateViews, scaleStart } from '../../../../../renderer/features/home/figures/rateView.ts'
import { figuresExample, monthExample } from '../homeExample.ts'

const { figures, previous } = figuresExample()
const views = rateViews(figures, previous)

describe('a rate', () => {
  it('is a percentage with one decimal, and none where nothing counts', () => {
    expect(percentOf({ part: 3_209, whole: 3_315 })).toBe(96.8)
    expect(percentOf({ part: 0, whole: 4 })).toBe(0)
    expect(percentOf({ part: 0, whole: 0 })).toBeNull()
  })
  it('stands beside the month before with the difference of what both say', () => {
    expect(views.map(({ id, percent, percentBefore, difference }) => [id, percent, percentBefore, difference])).toEqual([
      ['reply', 96.8, 96.1, 0.7], ['resolve', 91.2, 92.6, -1.4], ['contact', 94.5, null, null], ['follow_up', 92.7, 92.7, 0], ['process', 88.9, 88.9, 0], ['satisfaction', 93.1, 93.1, 0],
    ])
  })
  it('lies on a scale from 70 %, or lower where a rate is', () => {
    expect(scaleStart(views)).toBe(70)
    expect(placeOn(70, 70)).toBe(0)
    expect(placeOn(96.8, 70)).toBeCloseTo(89.3, 1)
    const low = (part: number): number => scaleStart(rateViews(monthExample('2026-09', { rates: { ...figures.rates, process: { part, whole: 100 } } }), previous))
    expect([low(71), low(70), low(62), low(61), low(5), low(0)]).toEqual([60, 60, 60, 50, 0, 0])
    expect(scaleStart([])).toBe(70)
  })
})
