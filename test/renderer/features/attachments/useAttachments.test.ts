// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import type { Attachment, Upload } from '#shared/contract/attachment.ts'
import { ATTACHMENTS_OF_A_RECORD } from '#shared/domain/ticket/attachments.ts'
import { client } from '../../../../renderer/api/client.ts'
import type { LocalStore } from '../../../../renderer/api/localStore.ts'
import { ApiProblem } from '../../../../renderer/api/problem.ts'
import type { DraftAttachment } from '../../../../renderer/components/attachments/draftAttachment.ts'
import { useAttachments, type AttachmentsState } from '../../../../renderer/features/attachments/useAttachments.ts'
import { useUploadStore } from '../../../../renderer/features/attachments/uploadStore.ts'
import { i18n } from '../../../../renderer/locales/i18n.ts'
import { useMachineStore } from '../../../../renderer/stores/machine/machine.ts'

const kept = ref<DraftAttachment[]>([])
const pending = new Map<string, { finish: (found?: Partial<Attachment>) => void; fail: (problem: ApiProblem) => void }>()
const wrappers: ReturnType<typeof mount>[] = []
const picture = (name: string, size = 3): File => new File([new Uint8Array(size)], name, { type: 'image/png' })

function open(): AttachmentsState {
  let state: AttachmentsState | undefined
  wrappers.push(mount(defineComponent({ setup() { state = useAttachments({ list: () => kept.value, change: (files) => { kept.value = files } }); return () => h('div') } }), { global: { plugins: [i18n] } }))
  return state!
}
const close = (): void => wrappers.pop()?.unmount()
/** Hashing takes more turns of the loop than one. */
const begun = (count: number): Promise<void> => vi.waitFor(() => { if (pending.size !== count) throw new Error(`${pending.size} under way`) })
const under = (name: string) => pending.get(kept.value.find((file) => file.name === name)!.id)!

beforeEach(() => {
  setActivePinia(createPinia())
  kept.value = []
  pending.clear()
  vi.spyOn(client, 'announceUpload').mockImplementation(({ params: { id }, body }) => new Promise<Upload>((resolve, reject) => {
    pending.set(id, {
      finish: (found = {}) => resolve({ id, received: body.size, attachment: { id, name: body.name, size: body.size, mediaType: 'image/png', sha256: body.sha256, picture: true, uploadedAt: '2026-09-29T05:42:00.000Z', ...found } }),
      fail: reject,
    })
  }))
})
afterEach(() => {
  while (wrappers.length > 0) close()
  const uploads = useUploadStore()
  for (const id of [...uploads.transfers.keys()]) uploads.forget(id)
  vi.restoreAllMocks()
})

describe('files of a form in a browser', () => {
  it('go up at once, one after the other, and stand in the draft as the server named them', async () => {
    const files = open()
    files.add([picture('门板.png'), picture('上轨.png')])
    expect(kept.value.map(({ name, complete }) => [name, complete])).toEqual([['门板.png', false], ['上轨.png', false]])
    await begun(1)
    under('门板.png').finish({ name: '门板.png.txt', mediaType: 'text/plain' })
    await begun(2)
    expect(kept.value[0]).toMatchObject({ name: '门板.png.txt', mediaType: 'text/plain', complete: true })
    expect(kept.value[0]).not.toHaveProperty('sha256')
    expect(files.items.value.map(({ state }) => state)).toEqual(['complete', 'sending'])
  })
  it('are refused at once where name or size say enough, and only those', () => {
    const files = open()
    files.add([picture('安装.exe'), picture('空.png', 0), picture('好.png')])
    expect(files.refused.value).toEqual([{ name: '安装.exe', reason: 'wrong_type' }, { name: '空.png', reason: 'empty' }])
    expect(kept.value.map(({ name }) => name)).toEqual(['好.png'])
  })
  it('are no more than a record takes', () => {
    const files = open()
    files.add(Array.from({ length: ATTACHMENTS_OF_A_RECORD + 2 }, (_, at) => picture(`${at}.png`)))
    expect(kept.value).toHaveLength(ATTACHMENTS_OF_A_RECORD)
    expect(files.refused.value.map(({ reason }) => reason)).toEqual(['too_many', 'too_many'])
  })
  it('have the time in their name when they are screenshots', () => {
    open().add([new File(['x'], 'image.png', { type: 'image/png' })], true)
    expect(kept.value[0]?.name).toMatch(/^截图 \d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d\.png$/)
  })
  it('are waited for by who sends the form', async () => {
    const files = open()
    files.add([picture('门板.png')])
    const arrived = files.arrived()
    expect(files.waiting.value).toBe(true)
    await expect(files.arrived(), 'a second click').resolves.toBe(false)
    await begun(1)
    under('门板.png').finish()
    await expect(arrived).resolves.toBe(true)
    expect(kept.value[0]?.complete).toBe(true)
    expect(files.waiting.value).toBe(false)
  })
  it('keep the form from being sent when one is refused, until it is gone', async () => {
    const files = open()
    files.add([picture('假.png')])
    const arrived = files.arrived()
    await begun(1)
    under('假.png').fail(new ApiProblem({ status: 415, code: 'unsupported_media_type' }))
    await expect(arrived).resolves.toBe(false)
    expect(files.hindrance.value).toBe('blocked')
    expect(files.items.value[0]).toMatchObject({ state: 'failed', problem: 'unsupported_media_type', retryable: false })
    files.remove(kept.value[0]!.id)
    await flushPromises()
    expect(files.hindrance.value).toBeNull()
    await expect(files.arrived()).resolves.toBe(true)
  })
  it('say that the server is away instead of waiting for ever', async () => {
    const files = open()
    files.add([picture('门板.png')])
    await begun(1)
    under('门板.png').fail(new ApiProblem({ status: 0, code: 'server_unreachable' }))
    await expect(files.arrived()).resolves.toBe(false)
    expect(files.hindrance.value).toBe('blockedOffline')
    expect(files.items.value[0]?.state).toBe('interrupted')
  })
  it('go on while the form is closed, and are there when it opens again', async () => {
    open().add([picture('门板.png')])
    await begun(1)
    close()
    under('门板.png').finish()
    await flushPromises()
    const again = open()
    await flushPromises()
    expect(kept.value[0]?.complete).toBe(true)
    expect(again.items.value[0]?.state).toBe('complete')
  })
  it('do not send a form that was closed while it waited', async () => {
    const files = open()
    files.add([picture('门板.png')])
    const arrived = files.arrived()
    close()
    await expect(arrived).resolves.toBe(false)
  })
  it('are said to be lost after a reload, and go on under their id when they are chosen again', async () => {
    const lost: DraftAttachment = { id: '11111111-1111-4111-8111-111111111111', name: '门板.png', size: 3, mediaType: 'image/png', complete: false }
    kept.value = [lost]
    const files = open()
    expect(files.items.value[0]?.state).toBe('lost')
    await expect(files.arrived()).resolves.toBe(false)
    files.add([picture('门板.png')])
    await begun(1)
    expect([...pending.keys()]).toEqual([lost.id])
    expect(kept.value).toHaveLength(1)
  })
  it('are let go of when they are removed', async () => {
    const files = open()
    files.add([picture('门板.png')])
    await begun(1)
    const { finish } = under('门板.png')
    files.remove(kept.value[0]!.id)
    finish()
    await flushPromises()
    expect(kept.value).toEqual([])
    expect(files.announcement.value).toBe('已移除 门板.png')
  })
})

describe('files of a form in the desktop program', () => {
  it('go into the store on this machine, with the server away, and leave it when they are removed', async () => {
    const add = vi.fn<LocalStore['file']['add']>(async ({ id, name, mediaType, bytes }) => ({ id, name, size: bytes.byteLength, sha256: 'c'.repeat(64), mediaType }))
    const discard = vi.fn<LocalStore['file']['discard']>(async () => undefined)
    useMachineStore().store = { file: { add, discard } } as unknown as LocalStore
    const files = open()
    files.add([picture('门板.png')])
    await expect(files.arrived()).resolves.toBe(true)
    expect(kept.value[0]).toMatchObject({ name: '门板.png', size: 3, sha256: 'c'.repeat(64), complete: true })
    expect(client.announceUpload).not.toHaveBeenCalled()
    const { id } = kept.value[0]!
    files.remove(id)
    expect(discard).toHaveBeenCalledWith({ id })
  })
  it('say that the disk is full, and can be tried again', async () => {
    const add = vi.fn<LocalStore['file']['add']>().mockRejectedValueOnce(new Error('ipc_disk_full')).mockImplementation(async ({ id, name, mediaType, bytes }) => ({ id, name, size: bytes.byteLength, sha256: 'c'.repeat(64), mediaType }))
    useMachineStore().store = { file: { add, discard: vi.fn() } } as unknown as LocalStore
    const files = open()
    files.add([picture('门板.png')])
    await expect(files.arrived()).resolves.toBe(false)
    expect(files.items.value[0]).toMatchObject({ state: 'failed', problem: 'ipc_disk_full', retryable: true })
    files.retry(kept.value[0]!.id)
    await expect(files.arrived()).resolves.toBe(true)
  })
})
