// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ChannelFacts } from '#shared/contract/channel.ts'
import { OUTSIDE_CHANNELS } from '#shared/domain/notices.ts'
import { client } from '../../../../renderer/api/client.ts'
import { ApiProblem } from '../../../../renderer/api/problem.ts'
import { bodyOf } from '../../../../renderer/features/administration/channels/channelDraft.ts'
import { useChannels, type Channels } from '../../../../renderer/features/administration/channels/useChannels.ts'

const facts = (channel: ChannelFacts['channel'], more: Partial<ChannelFacts> = {}): ChannelFacts => ({
  channel, state: 'off', enabled: false, url: null, hasSecret: false, quietHours: null, waiting: 0, dead: 0, lastDeliveredAt: null, lastError: null, lastFailedAt: null, changedByName: null, changedAt: null, ...more,
})
let served: ChannelFacts[]
let unmount: () => void

async function begin(): Promise<Channels> {
  let channels: Channels | undefined
  const wrapper = mount({ template: '<i />', setup() { channels = useChannels(() => true) } })
  unmount = () => wrapper.unmount()
  await flushPromises()
  return channels!
}
const one = (channels: Channels): ChannelFacts => channels.items.value.find(({ channel }) => channel === 'app')!

beforeEach(() => {
  vi.useFakeTimers()
  served = OUTSIDE_CHANNELS.map((channel) => facts(channel))
  vi.spyOn(client, 'listChannels').mockImplementation(async () => ({ items: served }))
})
afterEach(() => {
  unmount()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

describe('the channels', () => {
  it('keeps what is typed while the figures are read again', async () => {
    const channels = await begin()
    channels.edit(one(channels), { url: 'https://app.example.com' })
    expect(channels.dirty.value).toBe(true)
    served = served.map((item) => ({ ...item, waiting: 7 }))
    await vi.advanceTimersByTimeAsync(10_000)
    expect([one(channels).waiting, channels.draftFor(one(channels)).url]).toEqual([7, 'https://app.example.com'])
    channels.discard(one(channels))
    expect(channels.dirty.value).toBe(false)
  })
  it('does not send what the contract refuses, and shows it at its field', async () => {
    const channels = await begin()
    const put = vi.spyOn(client, 'putChannel')
    channels.edit(one(channels), { enabled: true, url: 'https://app.example.com', secret: 'short' })
    expect(channels.errorsFor(one(channels))).toEqual({})
    expect(await channels.save(one(channels), bodyOf(channels.draftFor(one(channels))))).toBe(false)
    expect(channels.errorsFor(one(channels))).toEqual({ secret: ['too_short'] })
    expect(put).not.toHaveBeenCalled()
  })
  it('keeps what is typed with the server’s errors at their fields, and lets it go once it is accepted', async () => {
    const channels = await begin()
    const put = vi.spyOn(client, 'putChannel').mockRejectedValueOnce(new ApiProblem({ status: 422, code: 'validation_failed', errors: { url: ['address_refused'] } }))
      .mockImplementation(async ({ body }) => facts('app', { enabled: body.enabled, url: body.url, hasSecret: true, state: 'on' }))
    const secret = 'a-secret-of-sixteen'
    channels.edit(one(channels), { enabled: true, url: 'http://10.0.0.1', secret })
    expect(await channels.save(one(channels), bodyOf(channels.draftFor(one(channels))))).toBe(false)
    expect([channels.errorsFor(one(channels)), channels.draftFor(one(channels)).secret]).toEqual([{ url: ['address_refused'] }, secret])
    channels.edit(one(channels), { url: 'https://app.example.com' })
    expect(channels.errorsFor(one(channels))).toEqual({})
    expect(await channels.save(one(channels), bodyOf(channels.draftFor(one(channels))))).toBe(true)
    expect(put).toHaveBeenLastCalledWith({ params: { channel: 'app' }, body: { enabled: true, url: 'https://app.example.com', secret, quietHours: null } })
    expect([channels.dirty.value, one(channels).state, channels.draftFor(one(channels)).secret]).toEqual([false, 'on', ''])
  })
  it('keeps what was typed while the save was on its way', async () => {
    const channels = await begin()
    vi.spyOn(client, 'putChannel').mockImplementation(async ({ body }) => {
      channels.edit(one(channels), { url: 'https://later.example.com' })
      return facts('app', { url: body.url })
    })
    channels.edit(one(channels), { url: 'https://app.example.com' })
    await channels.save(one(channels), bodyOf(channels.draftFor(one(channels))))
    expect([one(channels).url, channels.draftFor(one(channels)).url, channels.dirty.value]).toEqual(['https://app.example.com', 'https://later.example.com', true])
  })
  it('tests with a phone number for SMS and an account for the others, and shows what came of it', async () => {
    const channels = await begin()
    const result = { delivered: false, status: 503, error: 'http_status:503', milliseconds: 12 }
    const test = vi.spyOn(client, 'testChannel').mockResolvedValueOnce(result).mockRejectedValueOnce(new ApiProblem({ status: 422, code: 'validation_failed', errors: { phone: ['required'] } }))
    await channels.test(one(channels), ' lin ')
    expect(test).toHaveBeenLastCalledWith({ params: { channel: 'app' }, body: { account: 'lin' } })
    await channels.test(channels.items.value.find(({ channel }) => channel === 'sms')!, '')
    expect(test).toHaveBeenLastCalledWith({ params: { channel: 'sms' }, body: {} })
    expect([channels.tests.app?.result, channels.tests.sms?.problem?.errors]).toEqual([result, { phone: ['required'] }])
  })
})
