// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { client } from '../../../../renderer/api/client.ts'
import { findCustomers } from '../../../../renderer/features/calls/caller/findCustomers.ts'
import { useCallDeskStore } from '../../../../renderer/features/calls/desk/callDesk.ts'
import { isBeingWritten, mayComeToFront } from '../../../../renderer/features/calls/desk/typing.ts'
import { useCallDraftsStore } from '../../../../renderer/features/calls/draft/callDrafts.ts'
import { useWorkspaceStore } from '../../../../renderer/stores/workspace.ts'
import { calledAt } from './fixtures.ts'

const call = (phone: string, callId: string) => ({ phone, callId, line: '2', at: calledAt })

describe('a call at the desk', () => {
  beforeEach(() => {
    localStorage.clear()
    vi.spyOn(client, 'searchCustomers').mockResolvedValue({ items: [] })
    document.body.innerHTML = ''
    setActivePinia(createPinia())
    useWorkspaceStore().restore('7')
    useCallDraftsStore().start('7')
  })

  it('comes to the front when nothing is being typed', () => {
    useCallDeskStore().receive(call('+86 139-0000 2671', 'a'))
    const workspace = useWorkspaceStore()
    expect(workspace.active?.kind).toBe('call')
    expect(useCallDeskStore().waiting).toEqual([])
    expect([...useCallDraftsStore().drafts.values()][0]?.fields.phone).toBe('139 0000 2671')
  })

  it('waits behind a half-typed form, which stays as it is and in front', () => {
    const workspace = useWorkspaceStore()
    const desk = useCallDeskStore()
    desk.receive(call('13900002671', 'a'))
    const first = workspace.activeKey
    const draft = [...useCallDraftsStore().drafts.values()][0]
    if (!draft || first === null) throw new Error('no form')
    draft.fields.words = '写了一半'
    workspace.change(first, { dirty: true })
    desk.receive(call('057188886666', 'b'))
    expect(workspace.activeKey).toBe(first)
    expect(draft.fields).toMatchObject({ phone: '139 0000 2671', words: '写了一半' })
    expect(workspace.tabs.filter((tab) => tab.kind === 'call')).toHaveLength(2)
    expect(desk.waiting.map((waiting) => waiting.phone)).toEqual(['0571 8888 6666'])
    const [waiting] = desk.waiting
    if (!waiting) throw new Error('no waiting call')
    desk.show(waiting)
    expect(workspace.activeKey).toBe(waiting.key)
    expect(desk.waiting).toEqual([])
  })

  it('does not take the focus from a field somebody writes in, a search for instance', () => {
    document.body.innerHTML = '<input value="陆之">'
    document.querySelector('input')?.focus()
    useCallDeskStore().receive(call('13900002671', 'a'))
    expect(useWorkspaceStore().active?.kind).toBe('home')
    expect(useCallDeskStore().waiting).toHaveLength(1)
  })

  it('shows its own form again when the same call is reported twice', () => {
    const desk = useCallDeskStore()
    desk.receive(call('13900002671', 'a'))
    desk.receive(call('13900002671', 'a'))
    expect(useCallDraftsStore().drafts.size).toBe(1)
    desk.receive(call('13900002671', 'b'))
    expect(useCallDraftsStore().drafts.size).toBe(2)
  })

  it('gives every typed number a form of its own', () => {
    const desk = useCallDeskStore()
    desk.openTyped('13900002671')
    desk.openTyped('13900002671')
    desk.openTyped()
    expect([...useCallDraftsStore().drafts.values()].map((draft) => draft.origin)).toEqual(['typed', 'typed', 'blank'])
  })

  it('has its tab again after a start where something was written, and is forgotten where nothing was', () => {
    const drafts = useCallDraftsStore()
    drafts.ensure({ id: 'written-1', origin: 'typed', phone: '13900002671' }).fields.words = '字'
    drafts.ensure({ id: 'untouched', origin: 'typed', phone: '13900002672' })
    useCallDeskStore().restore()
    expect(useWorkspaceStore().tabs.find((tab) => tab.key === '/call/written-1')?.dirty).toBe(true)
    expect([...drafts.drafts.keys()]).toEqual(['written-1'])
  })
})

describe('who may not be disturbed', () => {
  it('is somebody who writes, or whose page in front holds unsubmitted text', () => {
    expect(mayComeToFront({ active: null, writing: false })).toBe(true)
    expect(mayComeToFront({ active: { kind: 'list', dirty: false }, writing: false })).toBe(true)
    expect(mayComeToFront({ active: { kind: 'ticket', dirty: true }, writing: false })).toBe(false)
    expect(mayComeToFront({ active: { kind: 'list', dirty: false }, writing: true })).toBe(false)
  })

  it('is not somebody in an empty field or at a checkbox', () => {
    const element = (html: string) => { document.body.innerHTML = html; return document.body.firstElementChild }
    expect(isBeingWritten(element('<input value="">'))).toBe(false)
    expect(isBeingWritten(element('<input type="checkbox" value="on">'))).toBe(false)
    expect(isBeingWritten(element('<textarea>字</textarea>'))).toBe(true)
    expect(isBeingWritten(null)).toBe(false)
  })
})

describe('the look-up', () => {
  it('begins with the call, before its form is there, and is asked once', async () => {
    localStorage.clear()
    setActivePinia(createPinia())
    useWorkspaceStore().restore('7')
    useCallDraftsStore().start('7')
    const asked = vi.spyOn(client, 'searchCustomers').mockClear().mockResolvedValue({ items: [] })
    useCallDeskStore().receive(call('13900002671', 'a'))
    expect(asked).toHaveBeenCalledTimes(1)
    expect(await findCustomers('13900002671')).toEqual([])
    expect(asked).toHaveBeenCalledTimes(1)
    await findCustomers('13900002671')
    expect(asked).toHaveBeenCalledTimes(2)
  })
})
