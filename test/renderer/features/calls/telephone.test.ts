// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { client } from '../../../../renderer/api/client.ts'
import type { CallNews } from '../../../../renderer/api/streamConnection.ts'
import { useCallDeskStore } from '../../../../renderer/features/calls/desk/callDesk.ts'
import { useTelephoneStore } from '../../../../renderer/features/calls/desk/telephone.ts'
import { useCallDraftsStore } from '../../../../renderer/features/calls/draft/callDrafts.ts'
import { useWorkspaceStore } from '../../../../renderer/stores/workspace.ts'

const start = Date.parse('2026-09-29T05:39:51Z')
const at = (seconds: number): string => new Date(start + seconds * 1000).toISOString()
const news = (event: CallNews['event'], seconds: number, more: Partial<CallNews> = {}): CallNews =>
  ({ type: 'call', id: '41', externalId: 'pbx-1', event, phone: '13900002671', line: '2', at: at(seconds), ...more })
const forms = () => [...useCallDraftsStore().drafts.values()]

beforeEach(() => {
  vi.useFakeTimers({ now: start })
  localStorage.clear()
  vi.spyOn(client, 'searchCustomers').mockResolvedValue({ items: [] })
  document.body.innerHTML = ''
  setActivePinia(createPinia())
  useWorkspaceStore().restore('7')
  useCallDraftsStore().start('7')
  useTelephoneStore().reset()
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

describe('a call that the server tells of', () => {
  it('opens its form in front, with number, line, time and its id on the server', () => {
    useCallDeskStore().hear(news('ringing', 0))
    expect(useWorkspaceStore().active?.kind).toBe('call')
    expect(forms()).toMatchObject([{ externalCallId: 'pbx-1', callId: '41', line: '2', calledAt: at(0), origin: 'softphone', fields: { phone: '139 0000 2671' } }])
  })

  it('is one form with the softphone’s link, whichever comes first, and the link’s form learns the id', () => {
    const desk = useCallDeskStore()
    desk.receive({ phone: '+86 139 0000 2671', callId: 'pbx-1', at: at(0) })
    expect(forms()[0]?.callId).toBeNull()
    desk.hear(news('ringing', 0))
    desk.hear(news('answered', 4))
    desk.receive({ phone: '13900002671', callId: 'pbx-1', at: at(5) })
    expect(forms()).toMatchObject([{ externalCallId: 'pbx-1', callId: '41' }])
    expect(useWorkspaceStore().tabs.filter((tab) => tab.kind === 'call')).toHaveLength(1)
  })

  it('is talked on from the answer and over with its end; the form stays', () => {
    const [desk, telephone] = [useCallDeskStore(), useTelephoneStore()]
    desk.hear(news('ringing', 0))
    expect(telephone.ringingAt(start + 1_000)).toHaveLength(1)
    desk.hear(news('answered', 4))
    expect([telephone.talking?.answeredAt, telephone.ringingAt(start + 5_000)]).toEqual([at(4), []])
    desk.hear(news('ended', 161))
    expect([telephone.talking, telephone.idleSince]).toEqual([null, Date.parse(at(161))])
    expect(forms()).toHaveLength(1)
  })

  it('opens its form at the answer too, where the ringing was never told', () => {
    useCallDeskStore().hear(news('answered', 4))
    expect(forms()).toHaveLength(1)
  })

  it('opens none that the agent has closed already, and none when its end was told first', () => {
    const [desk, drafts] = [useCallDeskStore(), useCallDraftsStore()]
    desk.hear(news('ringing', 0))
    for (const { id } of forms()) drafts.remove(id)
    desk.hear(news('ringing', 0))
    desk.hear(news('answered', 4))
    expect(forms()).toEqual([])
    for (const event of ['ended', 'ringing', 'answered'] as const) desk.hear(news(event, 9, { externalId: 'pbx-2', at: at(event === 'ended' ? 60 : 0) }))
    expect(forms()).toEqual([])
    expect(useTelephoneStore().isLive('pbx-2', start)).toBe(false)
  })

  it('rings again where it is passed back to this desk', () => {
    const [desk, telephone] = [useCallDeskStore(), useTelephoneStore()]
    desk.hear(news('ringing', 0))
    desk.hear(news('ended', 5))
    desk.hear(news('ringing', 30))
    expect(telephone.ringingAt(start + 31_000)).toHaveLength(1)
    expect(forms()).toHaveLength(1)
  })

  it('comes forward when it is answered, unless somebody types', () => {
    const [desk, workspace] = [useCallDeskStore(), useWorkspaceStore()]
    desk.hear(news('ringing', 0))
    const form = workspace.activeKey
    workspace.activate('/home')
    desk.hear(news('answered', 4))
    expect(workspace.activeKey).toBe(form)
    desk.hear(news('ended', 9))
    document.body.innerHTML = '<input value="陆之">'
    document.querySelector('input')?.focus()
    workspace.activate('/home')
    desk.hear(news('ringing', 10, { externalId: 'pbx-2' }))
    desk.hear(news('answered', 12, { externalId: 'pbx-2' }))
    expect(workspace.activeKey).toBe('/home')
  })
})

describe('two calls within a second', () => {
  it('both get forms behind the one that is being written, and the words in it stay', () => {
    const [desk, workspace] = [useCallDeskStore(), useWorkspaceStore()]
    desk.openTyped('13700000001')
    const [written] = forms()
    const key = workspace.activeKey
    if (!written || key === null) throw new Error('no form')
    written.fields.words = '写了一半'
    workspace.change(key, { dirty: true })
    desk.hear(news('ringing', 0))
    desk.hear(news('ringing', 0.5, { externalId: 'pbx-2', id: '42', phone: '057188886666' }))
    expect([workspace.activeKey, written.fields.words]).toEqual([key, '写了一半'])
    expect(forms().map(({ fields }) => fields.phone)).toEqual(['137 0000 0001', '139 0000 2671', '0571 8888 6666'])
    expect(desk.waiting.map(({ phone }) => phone)).toEqual(['139 0000 2671', '0571 8888 6666'])
  })

  it('do not cover each other: the second waits behind the untouched form of the first until that call is over', () => {
    const [desk, workspace] = [useCallDeskStore(), useWorkspaceStore()]
    desk.hear(news('ringing', 0))
    const first = workspace.activeKey
    desk.hear(news('ringing', 0.5, { externalId: 'pbx-2', id: '42' }))
    expect([workspace.activeKey, desk.waiting.length]).toEqual([first, 1])
    desk.hear(news('ended', 3))
    desk.hear(news('answered', 4, { externalId: 'pbx-2', id: '42' }))
    expect([workspace.activeKey === first, desk.waiting.length]).toEqual([false, 0])
  })
})

describe('after a break of the stream', () => {
  it('asks whether what was running is over', async () => {
    const telephone = useTelephoneStore()
    useCallDeskStore().hear(news('answered', 4))
    const asked = vi.spyOn(client, 'listCalls').mockResolvedValue({ items: [{ id: '41', externalId: 'pbx-1', phone: '13900002671', line: '2', agentName: null, customerId: null, ticketNo: null, ringingAt: null, answeredAt: at(4), endedAt: at(60), playable: false }] })
    await telephone.verify()
    expect(asked).toHaveBeenCalledWith({ query: { externalId: 'pbx-1' } })
    expect(telephone.talking).toBeNull()
  })

  it('leaves a call as it is that cannot be asked for', async () => {
    const telephone = useTelephoneStore()
    useCallDeskStore().hear(news('answered', 4))
    vi.spyOn(client, 'listCalls').mockRejectedValue(new Error('away'))
    await telephone.verify()
    expect(telephone.talking?.externalId).toBe('pbx-1')
  })
})
