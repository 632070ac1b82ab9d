// @vitest-environment happy-dom
import { mount, flushPromises } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Call } from '#shared/contract/call.ts'
import { client } from '../../../../renderer/api/client.ts'
import { ApiProblem } from '../../../../renderer/api/problem.ts'
import CallsSection from '../../../../renderer/features/tickets/page/right/CallsSection.vue'
import { isExpected } from '../../../../renderer/features/tickets/page/right/useCalls.ts'
import { i18n } from '../../../../renderer/locales/i18n.ts'

const call = (id: string, more: Partial<Call> = {}): Call => ({
  id, externalId: `pbx-${id}`, phone: '13900002671', line: '2', agentName: '何知秋', customerId: '1', ticketNo: '2609002984',
  ringingAt: '2026-09-24T07:52:00Z', answeredAt: '2026-09-24T07:52:08Z', endedAt: '2026-09-24T07:56:20Z', playable: true, ...more,
})
const revoked: string[] = []

beforeEach(() => {
  setActivePinia(createPinia())
  revoked.length = 0
  let made = 0
  vi.spyOn(URL, 'createObjectURL').mockImplementation(() => `blob:${(made += 1)}`)
  vi.spyOn(URL, 'revokeObjectURL').mockImplementation((address) => void revoked.push(address))
})
afterEach(() => vi.restoreAllMocks())

const show = (calls: readonly Call[]) => mount(CallsSection, { props: { calls }, global: { plugins: [i18n] } })
const give = () => vi.spyOn(client, 'playRecording').mockResolvedValue({ name: '1', mediaType: 'audio/wav', content: new Blob(['x']) })

describe('the calls of a ticket', () => {
  it('offer to play those with a recording, and say how long each was', () => {
    const section = show([call('1'), call('2', { playable: false }), call('3', { playable: false, answeredAt: null }), call('4', { playable: false, endedAt: null })])
    expect(section.findAll('button')).toHaveLength(1)
    expect(section.findAll('.gd-calls-row').map((row) => row.text().slice(-5))).toEqual(['04:12', '04:12', expect.stringContaining('未接通'), expect.stringContaining('通话中')])
  })

  it('fetch a recording when it is wanted, play one at a time, offer no file and forget it', async () => {
    const asked = give()
    const section = show([call('1'), call('2')])
    expect(asked).not.toHaveBeenCalled()
    await section.findAll('button')[0]!.trigger('click')
    await flushPromises()
    expect(section.get('audio').attributes()).toMatchObject({ src: 'blob:1', autoplay: '' })
    expect(section.get('audio').attributes('controls')).toBeUndefined()
    expect(section.find('a').exists()).toBe(false)
    await section.findAll('.gd-calls-row button')[1]!.trigger('click')
    await flushPromises()
    expect([section.findAll('audio').length, section.get('audio').attributes('src'), revoked]).toEqual([1, 'blob:2', ['blob:1']])
    await section.findAll('.gd-calls-row button')[1]!.trigger('click')
    expect([section.find('audio').exists(), revoked]).toEqual([false, ['blob:1', 'blob:2']])
  })

  it('are moved through with the keyboard', async () => {
    give()
    const section = show([call('1')])
    await section.get('button').trigger('click')
    await flushPromises()
    const audio = section.get('audio').element as HTMLAudioElement
    Object.defineProperty(audio, 'duration', { value: 60 })
    Object.defineProperty(audio, 'currentTime', { value: 0, writable: true })
    await section.get('audio').trigger('loadedmetadata')
    const line = section.get('input[type=range]')
    await line.trigger('keydown', { key: 'ArrowRight' })
    expect([audio.currentTime, section.get('.gd-recording-time').text()]).toEqual([5, '00:05 / 01:00'])
    await line.trigger('keydown', { key: 'ArrowLeft' })
    await line.trigger('keydown', { key: 'ArrowLeft' })
    expect(audio.currentTime).toBe(0)
  })

  it('say why a recording is not to be had, and try again', async () => {
    const asked = vi.spyOn(client, 'playRecording').mockRejectedValueOnce(new ApiProblem({ status: 502, code: 'recording_unavailable' }))
    const section = show([call('1')])
    await section.get('button').trigger('click')
    await flushPromises()
    expect(section.get('[role=alert]').text()).toContain('录音')
    asked.mockResolvedValueOnce({ name: '1', mediaType: 'audio/wav', content: new Blob(['x']) })
    await section.get('.gd-recording button').trigger('click')
    await flushPromises()
    expect(section.find('audio').exists()).toBe(true)
  })
})

describe('a recording', () => {
  const now = Date.parse('2026-09-24T08:00:00Z')
  it('is looked for while the call runs and for a quarter of an hour after it', () => {
    expect(isExpected({ endedAt: null, playable: false }, now)).toBe(true)
    expect(isExpected({ endedAt: '2026-09-24T07:46:00Z', playable: false }, now)).toBe(true)
    expect(isExpected({ endedAt: '2026-09-24T07:44:00Z', playable: false }, now)).toBe(false)
    expect(isExpected({ endedAt: '2026-09-24T07:59:00Z', playable: true }, now)).toBe(false)
  })
})
