import { BarChart } from 'echarts/charts'
import { GridComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { describe, expect, it } from 'vitest'
import { dayChartOption, totalOf, typeAt } from '../../../../../renderer/features/home/figures/dayChart.ts'
import type { ChartLook } from '../../../../../renderer/features/home/figures/dayChart.ts'
import { figuresExample } from '../homeExample.ts'

use([BarChart, GridComponent, SVGRenderer])
const look: ChartLook = {
  tones: { service: '#0b6a73', complaint: '#5fa8ad', consult: '#bcd6d6' }, surface: '#ffffff', dayOff: '#f7f8f9', line: '#e6e9eb', ground: '#d3d8dc', label: '#5f6871', today: '#1a2026', font: 'sans-serif',
}
const { days } = figuresExample()

/** What the real library makes of the description. */
function drawn(width: number, today = '2026-09-29'): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height: 212 })
  chart.setOption(dayChartOption(days, { day: today, word: '今天' }, look, width))
  const picture = chart.renderToSVGString()
  chart.dispose()
  return picture
}
const count = (picture: string, colour: string): number => picture.split(`fill="${colour}"`).length - 1
const labels = (picture: string): string[] => [...picture.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((match) => match[1] ?? '')

describe('the chart of the days', () => {
  it('has a column for each type of each day in the tones of the theme, and shades the days off', () => {
    const picture = drawn(796)
    expect([count(picture, look.tones.service), count(picture, look.tones.complaint), count(picture, look.tones.consult)]).toEqual([30, 30, 30])
    expect(count(picture, look.dayOff)).toBe(days.filter(({ working }) => !working).length)
  })
  it('names every second day where there is room, fewer where there is not, and today always', () => {
    expect(labels(drawn(796))).toEqual(expect.arrayContaining(['1', '3', '27', '今天']))
    expect(labels(drawn(796))).not.toContain('29')
    const phone = labels(drawn(358))
    expect(phone).toEqual(expect.arrayContaining(['1', '6', '今天']))
    expect(phone).not.toContain('3')
    expect(labels(drawn(796, '2026-11-23'))).not.toContain('今天')
  })
  it('draws nothing for a type that a day has none of', () => {
    const chart = init(null, null, { renderer: 'svg', ssr: true, width: 796, height: 212 })
    chart.setOption(dayChartOption(days.map((one) => ({ ...one, byType: { service: 3, complaint: 0, consult: 0 } })), { day: '2026-09-29', word: '今天' }, look, 796))
    expect(count(chart.renderToSVGString(), look.tones.complaint)).toBe(0)
    chart.dispose()
  })
})

describe('a point of a column', () => {
  const day = { byType: { service: 5, complaint: 2, consult: 1 } }
  it('is the type at its height, and the whole day above', () => {
    expect([0, 4.9, 5, 6.9, 7, 7.9, 8, 20, -1].map((value) => typeAt(day, value))).toEqual(['service', 'service', 'complaint', 'complaint', 'consult', 'consult', null, null, null])
    expect(totalOf(day)).toBe(8)
  })
})
