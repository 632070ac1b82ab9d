// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { ref } from 'vue'
import { describe, expect, it } from 'vitest'
import AlertCell from '../../../../../renderer/components/AlertCell.vue'
import { rowAlert } from '../../../../../renderer/features/tickets/list/rowAlert.ts'
import type { AlertedTicket } from '../../../../../renderer/features/tickets/list/rowAlert.ts'
import { i18n } from '../../../../../renderer/locales/i18n.ts'
import { displayClockKey } from '../../../../../renderer/time/displayClock.ts'

const now = Date.parse('2026-09-29T13:42:00+08:00')
const waiting = (replyDueAt: string, more: Partial<AlertedTicket> = {}): AlertedTicket => ({ state: 'unreplied', replyOpen: true, replyDueAt, alert: 'none', ...more })

/** What the first column says, and in which colour. */
function cell(ticket: AlertedTicket & { timely?: boolean | null }): { words: string; classes: string[]; icons: number } {
  const wrapper = mount(AlertCell, {
    props: { alert: rowAlert(ticket, now), dueAt: ticket.replyDueAt, open: ticket.replyOpen, timely: ticket.timely ?? null },
    global: { plugins: [i18n], provide: { [displayClockKey as symbol]: { now: ref(now), timeZone: ref('Asia/Shanghai'), keepTicking: () => () => undefined } } },
  })
  return { words: wrapper.text(), classes: wrapper.classes(), icons: wrapper.findAll('svg').length }
}

describe('the colour of a row', () => {
  it('is red after the reply deadline, blue within 4 hours before it and plain before that', () => {
    expect(rowAlert(waiting('2026-09-29T13:41:59+08:00'), now)).toBe('red')
    expect(rowAlert(waiting('2026-09-29T13:42:00+08:00'), now)).toBe('blue')
    expect(rowAlert(waiting('2026-09-29T17:42:00+08:00'), now)).toBe('blue')
    expect(rowAlert(waiting('2026-09-29T17:42:01+08:00'), now)).toBe('none')
  })
  it('moves on with the clock on the screen, whatever the server said when the list was read', () => {
    const ticket = waiting('2026-09-29T13:43:00+08:00', { alert: 'blue' })
    expect(rowAlert(ticket, now)).toBe('blue')
    expect(rowAlert(ticket, now + 61_000)).toBe('red')
  })
  it('is plain once no round is open or the ticket is closed', () => {
    expect(rowAlert(waiting('2026-09-28T13:42:00+08:00', { replyOpen: false, state: 'replied' }), now)).toBe('none')
    expect(rowAlert(waiting('2026-09-28T13:42:00+08:00', { state: 'closed' }), now)).toBe('none')
  })
})

describe('the words of the first column', () => {
  it('never leave a colour alone', () => {
    expect(cell(waiting('2026-09-28T17:05:00+08:00'))).toMatchObject({ words: '逾期 20时37分', icons: 1, classes: expect.arrayContaining(['gd-red']) })
    expect(cell(waiting('2026-09-29T15:58:00+08:00'))).toMatchObject({ words: '剩 2时16分', icons: 1, classes: expect.arrayContaining(['gd-blue']) })
    expect(cell(waiting('2026-09-30T14:42:00+08:00'))).toMatchObject({ words: '剩 1天1时', icons: 1, classes: expect.arrayContaining(['gd-text-3']) })
  })
  it('give the judged result once no round is open', () => {
    const done = { replyOpen: false, state: 'replied' } as const
    expect(cell({ ...waiting('2026-09-29T15:58:00+08:00', done), timely: true }).words).toBe('及时')
    expect(cell({ ...waiting('2026-09-29T15:58:00+08:00', done), timely: false }).words).toBe('未及时')
  })
})
