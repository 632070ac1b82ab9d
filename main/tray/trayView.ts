import type { MainTexts } from '../locales/zh-CN.ts'

export interface TrayFacts {
  readonly unread: number
  readonly waitingCalls: number
  readonly doNotDisturb: boolean
}

export const trayActions = ['open', 'newTicket', 'doNotDisturb', 'program', 'quit'] as const
export type TrayAction = (typeof trayActions)[number]

/** An entry of the menu: an action, a line that only says something, or a separator. */
export type TrayEntry =
  | { readonly kind: 'action'; readonly action: TrayAction; readonly label: string; readonly checked?: boolean }
  | { readonly kind: 'line'; readonly label: string }
  | { readonly kind: 'separator' }

export interface TrayView {
  readonly toolTip: string
  readonly menu: readonly TrayEntry[]
}

/** What the tray shows: calls before messages, since somebody waits on the line. */
export function trayView({ unread, waitingCalls, doNotDisturb }: TrayFacts, texts: MainTexts): TrayView {
  const news = [
    ...(waitingCalls > 0 ? [texts.tray.waitingCalls(waitingCalls)] : []),
    ...(unread > 0 ? [texts.tray.unread(unread)] : []),
  ]
  const action = (name: TrayAction): TrayEntry => ({ kind: 'action', action: name, label: texts.tray[name] })
  return {
    toolTip: [texts.windowTitle, ...news].join('\n'),
    menu: [
      ...(news.length > 0 ? news : [texts.tray.nothing]).map((label) => ({ kind: 'line', label }) as const),
      { kind: 'separator' },
      action('open'),
      action('newTicket'),
      { kind: 'action', action: 'doNotDisturb', label: texts.tray.doNotDisturb, checked: doNotDisturb },
      action('program'),
      { kind: 'separator' },
      action('quit'),
    ],
  }
}
