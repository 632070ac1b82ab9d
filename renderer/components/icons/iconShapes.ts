/** One drawn element of an icon on its 16 × 16 grid. */
export interface IconShape {
  readonly tag: 'path' | 'circle' | 'rect'
  readonly attributes: Readonly<Record<string, string>>
}

const path = (d: string, more: Record<string, string> = {}): IconShape => ({ tag: 'path', attributes: { d, ...more } })
const circle = (cx: string, cy: string, r: string, more: Record<string, string> = {}): IconShape => ({
  tag: 'circle',
  attributes: { cx, cy, r, ...more },
})
const rectangle = (x: string, y: string, width: string, height: string, rx = '0'): IconShape => ({
  tag: 'rect',
  attributes: { x, y, width, height, rx },
})
/** A filled part instead of an outline. */
const filled = { fill: 'currentColor', stroke: 'none' }

/** The line icons: 16 × 16, stroke 1.4, current colour. */
export const iconShapes = {
  alarm: [circle('8', '8.5', '5'), path('M8 5.8v2.7l1.8 1M3 2.5 1.5 4M13 2.5 14.5 4')],
  assist: [path('M4 13V9.5a3 3 0 0 1 3-3h5M9.5 4 12 6.5 9.5 9')],
  attachment: [path('M12.5 7 7.8 11.7a2.8 2.8 0 0 1-4-4l5-5a1.9 1.9 0 0 1 2.7 2.7L6.7 10.2')],
  bell: [path('M4 11V7a4 4 0 0 1 8 0v4l1 1.2H3zM6.7 14h2.6')],
  calendar: [rectangle('2.5', '3.5', '11', '10', '1'), path('M2.5 6.8h11M5.5 2v2.5M10.5 2v2.5')],
  camera: [path('M2.5 5h2.7l1-1.5h3.6L10.8 5h2.7v7.5h-11z'), circle('8', '8.5', '2.3')],
  chart: [path('M2.5 13.5h11M4.5 11V7.5M8 11V3.5M11.5 11V6')],
  chat: [path('M2.5 3.5h11v7.5H7l-3 2.5V11H2.5z')],
  check: [path('m3.5 8.5 3 3 6-7')],
  checklist: [path('M5.5 4h8M5.5 8h8M5.5 12h8M2 4l.8.8L4 3.3M2 8l.8.8L4 7.3M2 12l.8.8L4 11.3')],
  'chevron-down': [path('m4.5 6.5 3.5 3.5 3.5-3.5')],
  'chevron-left': [path('M9.5 4.5 6 8l3.5 3.5')],
  'chevron-right': [path('m6.5 4.5 3.5 3.5-3.5 3.5')],
  'chevron-up': [path('m4.5 9.5 3.5-3.5 3.5 3.5')],
  clock: [circle('8', '8', '5.7'), path('M8 4.8V8l2.2 1.5')],
  close: [path('m4.5 4.5 7 7m0-7-7 7')],
  columns: [rectangle('2.5', '3', '11', '10', '1'), path('M6.2 3v10M9.8 3v10')],
  copy: [rectangle('5.5', '5.5', '8', '8', '1'), path('M10.5 5.5v-3h-8v8h3')],
  document: [path('M4 2.5h5l3 3v8H4zM9 2.5v3h3M6 8.5h4M6 11h4')],
  download: [path('M8 2.5v7M5 7l3 3 3-3M2.5 12.5h11')],
  edit: [path('M3 13l.6-2.6 7-7 2 2-7 7zM9.3 4.7l2 2')],
  escalate: [path('M8 13V4M4.5 7 8 3.5 11.5 7')],
  expand: [path('M9.5 2.5h4v4M6.5 13.5h-4v-4M13.5 2.5l-4.5 4.5M2.5 13.5 7 9')],
  eye: [path('M1.8 8S4 3.8 8 3.8 14.2 8 14.2 8 12 12.2 8 12.2 1.8 8 1.8 8z'), circle('8', '8', '1.9')],
  filter: [path('M2.5 4h11M4.5 8h7M6.5 12h3')],
  grip: [path('M6 4v.1M6 8v.1M6 12v.1M10 4v.1M10 8v.1M10 12v.1')],
  home: [path('M2.5 7.5 8 3l5.5 4.5v6h-4V10h-3v3.5h-4z')],
  inbox: [path('M2.5 9 4 3.5h8L13.5 9v4h-11zM2.5 9H6l1 1.5h2L10 9h3.5')],
  'incoming-call': [path('M3 3.5 5.5 2.5 7 6 5.5 7.2a7 7 0 0 0 3.3 3.3L10 9l3.5 1.5-1 2.5c-4.5.5-9.5-4.5-9.5-9.5zM13.5 2.5l-4 4m0-3v3h3')],
  keyboard: [rectangle('1.8', '4', '12.4', '8.5', '1.2'), path('M4.3 6.6v.1M6.8 6.6v.1M9.3 6.6v.1M11.7 6.6v.1M5 10h6')],
  language: [circle('8', '8', '5.7'), path('M2.3 8h11.4M8 2.3c2 1.7 2.8 3.6 2.8 5.7S10 12 8 13.7C6 12 5.2 10.1 5.2 8S6 4 8 2.3z')],
  list: [path('M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4v.1M2.5 8v.1M2.5 12v.1')],
  location: [path('M8 14s4.5-4.2 4.5-7.5a4.5 4.5 0 0 0-9 0C3.5 9.8 8 14 8 14z'), circle('8', '6.5', '1.5')],
  lock: [rectangle('3.5', '7', '9', '6.5', '1'), path('M5.5 7V5.2a2.5 2.5 0 0 1 5 0V7')],
  mall: [path('M2.5 6 3.5 2.5h9L13.5 6v1a1.8 1.8 0 0 1-3.6 0 1.8 1.8 0 0 1-3.7 0 1.8 1.8 0 0 1-3.7 0zM3.5 9v4.5h9V9')],
  maximize: [rectangle('4', '4', '8', '8')],
  menu: [path('M2.5 4h11M2.5 8h11M2.5 12h11')],
  minimize: [path('M4 8h8')],
  minus: [path('M3 8h10')],
  more: [path('M3.5 8v.1M8 8v.1M12.5 8v.1')],
  offline: [path('M2 2l12 12M4.5 7.2A6.5 6.5 0 0 1 6.3 6M9 5.6a6.5 6.5 0 0 1 2.6 1.6M2.3 5A9.5 9.5 0 0 1 4 3.9M7 3.1a9.5 9.5 0 0 1 6.7 1.9M6.5 9.7a3 3 0 0 1 2 -.6M8 12.5v0')],
  outbox: [path('M2.5 9 4 3h8l1.5 6v4h-11zM2.5 9h3.5l1 1.5h2L10 9h3.5')],
  overdue: [circle('8', '8', '5.7'), path('M8 4.8v3.7M8 11v.1')],
  pause: [path('M5.5 4v8M10.5 4v8')],
  person: [circle('8', '5.5', '2.7'), path('M3 13.5c.5-2.7 2.5-4 5-4s4.5 1.3 5 4')],
  phone: [path('M3 3.5 5.5 2.5 7 6 5.5 7.2a7 7 0 0 0 3.3 3.3L10 9l3.5 1.5-1 2.5c-4.5.5-9.5-4.5-9.5-9.5z')],
  picture: [rectangle('2.5', '3', '11', '10', '1'), path('m3 11.5 3-3 2.5 2.5 1.8-1.5 2.7 2.5'), circle('10.3', '6', '.9')],
  play: [path('M5.5 3.8v8.4L12 8z')],
  plus: [path('M8 3v10M3 8h10')],
  refresh: [path('M13 8a5 5 0 1 1-1.5-3.6L13 6M13 2.8V6H9.8')],
  return: [path('M6 3.5 2.5 7 6 10.5M2.5 7H10a3.5 3.5 0 0 1 0 6.5H7')],
  search: [circle('7', '7', '4.5'), path('M10.5 10.5 14 14')],
  send: [path('M2.5 9v3.5h11V9M8 10V2.5M5 5.5l3-3 3 3')],
  settings: [path('M2.5 4.5h6M12 4.5h1.5M2.5 11.5H4M7.5 11.5h6'), circle('10.2', '4.5', '1.7'), circle('5.8', '11.5', '1.7')],
  'sign-out': [path('M9 2.5H3.5v11H9M6.5 8h7M11 5.5 13.5 8 11 10.5')],
  'state-cancelled': [circle('8', '8', '5.2'), path('m4.5 11.5 7-7')],
  'state-closed': [circle('8', '8', '5.9', filled), path('m5.5 8.2 1.8 1.8 3.2-3.7', { stroke: 'var(--gd-bg-surface)' })],
  'state-pending': [circle('8', '8', '5.2', { 'stroke-dasharray': '2.2 2.1' })],
  'state-replied': [circle('8', '8', '5.2'), path('M8 5a3 3 0 0 1 0 6z', filled)],
  'state-resolved': [circle('8', '8', '5.2'), path('m5.7 8.2 1.7 1.7 3-3.5')],
  'state-unreplied': [circle('8', '8', '5.2'), circle('8', '8', '1.3', filled)],
  stop: [rectangle('4.5', '4.5', '7', '7', '1')],
  theme: [circle('8', '8', '5.5'), path('M8 2.5a5.5 5.5 0 0 1 0 11z', filled)],
  warning: [path('M8 2.2 14.5 13.5h-13zM8 6.5v3.2M8 11.7v.1')],
} as const satisfies Record<string, readonly IconShape[]>

/** Names of the drawn icons. */
export type IconName = keyof typeof iconShapes
