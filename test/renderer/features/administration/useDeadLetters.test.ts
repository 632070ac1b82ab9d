// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { DeadLetter } from '#shared/contract/channel.ts'
import { client } from '../../../../renderer/api/client.ts'
import { ApiProblem } from '../../../../renderer/api/problem.ts'
import { useDeadLetters, type DeadLetters } from '../../../../renderer/features/administration/deadLetters/useDeadLetters.ts'

const letter = (id: number, channel: DeadLetter['channel'] = 'app'): DeadLetter => ({
  id: String(id), channel, event: 'submitted', ticketNo: '2603000017', recipientName: '林晓禾', organisationName: '澜州江北商场', messageId: `m${id}`, attempts: 12, error: 'timeout', at: '2026-03-04T02:00:00.000Z', diedAt: '2026-03-05T02:00:00.000Z',
})
/** What the server still has, newest first, in pages of two. */
let dead: DeadLetter[]
let unmount: () => void

async function begin(): Promise<DeadLetters> {
  let letters: DeadLetters | undefined
  const wrapper = mount({ template: '<i />', setup() { letters = useDeadLetters(() => true) } })
  unmount = () => wrapper.unmount()
  await flushPromises()
  return letters!
}
const shown = (letters: DeadLetters): string[] => letters.rows.value.map(({ id }) => id)

beforeEach(() => {
  setActivePinia(createPinia())
  dead = [letter(5), letter(4, 'sms'), letter(3), letter(2), letter(1)]
  vi.spyOn(client, 'listChannels').mockResolvedValue({ items: [] })
  vi.spyOn(client, 'listDeadLetters').mockImplementation(async ({ query }) => {
    const all = dead.filter(({ channel }) => query.channel === undefined || channel === query.channel)
    const from = Number(query.cursor ?? 0)
    return { items: all.slice(from, from + 2), nextCursor: all.length > from + 2 ? String(from + 2) : null, total: all.length, totalIsExact: true }
  })
})
afterEach(() => {
  unmount()
  vi.restoreAllMocks()
})

describe('the dead letters', () => {
  it('goes through the pages and back, and begins anew with another channel', async () => {
    const letters = await begin()
    expect(shown(letters)).toEqual(['5', '4'])
    await letters.goNext()
    expect(shown(letters)).toEqual(['3', '2'])
    await letters.goPrevious()
    expect(shown(letters)).toEqual(['5', '4'])
    await letters.goNext()
    letters.filter.channel = 'sms'
    await flushPromises()
    expect([shown(letters), letters.page.value?.total]).toEqual([['4'], 1])
  })
  it('sends some again and says how many, and reads the list anew', async () => {
    const letters = await begin()
    const resend = vi.spyOn(client, 'resendDeadLetters').mockImplementation(async () => {
      dead = dead.filter(({ id }) => id !== '5')
      return { resent: 1, off: 0 }
    })
    expect(await letters.resend(['5', '4'])).toBe(true)
    expect(resend).toHaveBeenCalledWith({ body: { ids: ['5', '4'] } })
    expect([letters.report.value, shown(letters)]).toEqual([{ asked: 2, resent: 1, off: 0 }, ['4', '3']])
  })
  it('sends all of the channel that is shown', async () => {
    const letters = await begin()
    const resend = vi.spyOn(client, 'resendDeadLetters').mockResolvedValue({ resent: 4, off: 0 })
    letters.filter.channel = 'app'
    await flushPromises()
    await letters.resend(null)
    expect(resend).toHaveBeenCalledWith({ body: { all: true, channel: 'app' } })
  })
  it('goes back a page when the last one is empty now', async () => {
    const letters = await begin()
    await letters.goNext()
    await letters.goNext()
    expect(shown(letters)).toEqual(['1'])
    dead = dead.slice(0, 4)
    await letters.reload()
    expect(shown(letters)).toEqual(['3', '2'])
  })
  it('keeps rows and page when a reading or the sending fails', async () => {
    const letters = await begin()
    vi.spyOn(client, 'listDeadLetters').mockRejectedValue(new ApiProblem({ status: 503, code: 'database_unavailable' }))
    expect(await letters.goNext()).toBe(false)
    expect([shown(letters), letters.problem.value?.code]).toEqual([['5', '4'], 'database_unavailable'])
    vi.spyOn(client, 'resendDeadLetters').mockRejectedValue(new ApiProblem({ status: 500, code: 'internal_error' }))
    expect(await letters.resend(['5'])).toBe(false)
    expect([letters.sendProblem.value?.code, letters.report.value]).toEqual(['internal_error', null])
  })
})
