import type { Figures } from '#shared/contract/home.ts'
import type { Day } from '#shared/domain/sla/zonedTime.ts'
import type { TicketType } from '#shared/domain/ticket/types.ts'
import type { ChartOption } from './charts.ts'

export type FigureDay = Figures['days'][number]

/** The types in the order of the columns, from the ground up, and the tone of each. */
export const COLUMN_TYPES = ['service', 'complaint', 'consult'] as const satisfies readonly TicketType[]

/** The design tokens that a chart needs, as colours and sizes of the theme in use. */
export interface ChartLook {
  readonly tones: Readonly<Record<TicketType, string>>
  readonly surface: string
  readonly dayOff: string
  readonly line: string
  readonly ground: string
  readonly label: string
  readonly today: string
  readonly font: string
}

export const totalOf = ({ byType }: Pick<FigureDay, 'byType'>): number => COLUMN_TYPES.reduce((sum, type) => sum + byType[type], 0)
export const numberOfDay = (day: Day): number => Number(day.slice(8))

/** Every day that is labelled where there is room for `room` pixels: each second, third or fifth. */
const stepFor = (room: number, days: number): number => [1, 2, 3, 5].find((step) => (room / days) * step >= 36) ?? 7

/**
 * The columns of a month: one for each day, stacked by type, days off shaded.
 * @param today the day of the server's time; labelled with the word for it
 * @param width of the drawing in pixels
 */
export function dayChartOption(days: readonly FigureDay[], today: { readonly day: Day; readonly word: string }, look: ChartLook, width: number): ChartOption {
  const step = stepFor(width - 44, days.length)
  const at = days.findIndex(({ day }) => day === today.day)
  const isLabelled = (index: number): boolean => index === at || (index % step === 0 && (at < 0 || Math.abs(index - at) >= Math.ceil(step * 0.6)))
  return {
    animation: false,
    textStyle: { fontFamily: look.font, fontSize: 12 },
    grid: { left: 0, right: 0, top: 8, bottom: 2, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: {
      type: 'category', data: days.map(({ day }) => day), axisTick: { show: false }, axisLine: { lineStyle: { color: look.ground } },
      axisLabel: {
        color: look.label, interval: isLabelled, hideOverlap: false, margin: 8, rich: { today: { color: look.today, fontWeight: 'bold', fontSize: 12 } },
        formatter: (day: string) => (day === today.day ? `{today|${today.word}}` : String(numberOfDay(day))),
      },
      splitArea: { show: true, interval: 0, areaStyle: { color: days.map(({ working }) => (working ? 'transparent' : look.dayOff)) } },
    },
    yAxis: {
      type: 'value', minInterval: 1, splitNumber: 4, axisLabel: { color: look.label, margin: 8, formatter: (value: number) => value.toLocaleString('en-US') }, splitLine: { lineStyle: { color: look.line } },
    },
    series: COLUMN_TYPES.map((type) => ({
      type: 'bar', stack: 'day', barMaxWidth: 22, barCategoryGap: '32%', data: days.map(({ byType }) => byType[type] || null), cursor: 'inherit', emphasis: { disabled: true },
      itemStyle: { color: look.tones[type], borderColor: look.surface, borderWidth: 0.5 },
    })),
  }
}

/**
 * What a point of a column stands for: one of its types, or the whole day above them.
 * @param value height of the point on the scale of the columns
 */
export function typeAt({ byType }: Pick<FigureDay, 'byType'>, value: number): TicketType | null {
  let top = 0
  for (const type of COLUMN_TYPES) {
    top += byType[type]
    if (value >= 0 && value < top) return type
  }
  return null
}

/** Reads the tokens of the theme in use. */
export function readLook(element: HTMLElement): ChartLook {
  const style = getComputedStyle(element)
  const token = (name: string): string => style.getPropertyValue(`--gd-${name}`).trim()
  return {
    tones: { service: token('chart-1'), complaint: token('chart-2'), consult: token('chart-3') }, surface: token('bg-surface'), dayOff: token('bg-sunken'), line: token('line-1'), ground: token('line-2'),
    label: token('text-3'), today: token('text-1'), font: token('font'),
  }
}
