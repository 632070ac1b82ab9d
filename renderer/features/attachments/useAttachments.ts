import { computed, onScopeDispose, ref, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { plainFileName } from '#shared/domain/ticket/attachmentName.ts'
import { attachmentRefusal } from '#shared/domain/ticket/attachmentRefusal.ts'
import type { AttachmentItem, RefusedFile } from '../../components/attachments/attachmentItem.ts'
import type { DraftAttachment } from '../../components/attachments/draftAttachment.ts'
import { useTimeWords } from '../../time/useTimeWords.ts'
import { useClockStore } from '../../stores/clock.ts'
import { useMachineStore } from '../../stores/machine/machine.ts'
import type { Carried } from './carryFile.ts'
import { useUploadStore, type Transfer } from './uploadStore.ts'

/** The draft that the files belong to. */
export interface AttachmentOwner {
  readonly list: () => readonly DraftAttachment[]
  /** Puts the list into the draft, which keeps it like everything that is typed. */
  readonly change: (attachments: DraftAttachment[]) => void
}

const UNDER_WAY: readonly string[] = ['waiting', 'sending']

function itemOf({ complete, ...kept }: DraftAttachment, transfer: Transfer | null): AttachmentItem {
  const whole = { id: kept.id, name: kept.name, size: kept.size, mediaType: kept.mediaType }
  if (complete) return { ...whole, state: 'complete', progress: 1, problem: null, retryable: false, preview: transfer?.preview ?? null }
  if (!transfer) return { ...whole, state: 'lost', progress: 0, problem: null, retryable: false, preview: null }
  const { state, sent, problem, retryable, preview } = transfer
  return { ...whole, state, progress: kept.size === 0 ? 0 : Math.min(1, sent / kept.size), problem, retryable, preview }
}

/**
 * The files of a form: taking, sending, removing. One interface for two ways (browser: to the server at once; desktop: into the
 * store on this machine, from where the outbox sends them). Call in the setup of a component.
 */
export function useAttachments(owner: AttachmentOwner) {
  const { t } = useI18n()
  const time = useTimeWords()
  const clock = useClockStore()
  const uploads = useUploadStore()
  const machine = useMachineStore()
  const refused = ref<RefusedFile[]>([])
  /** Said to screen readers. */
  const announcement = ref('')

  const items = computed(() => owner.list().map((kept) => itemOf(kept, uploads.find(kept.id))))
  const underWay = computed(() => items.value.filter(({ state }) => UNDER_WAY.includes(state)))
  /** Of all files together, from 0 to 1. */
  const progress = computed(() => {
    const total = items.value.reduce((sum, { size }) => sum + size, 0)
    return total === 0 ? 1 : items.value.reduce((sum, item) => sum + item.progress * item.size, 0) / total
  })

  const carriedOf = ({ id, complete }: DraftAttachment): Carried | null => (complete ? null : (uploads.find(id)?.carried ?? null))
  /** A file that arrived is written into the draft under the name and the type that it was given. */
  function settle(): void {
    if (!owner.list().some((kept) => carriedOf(kept))) return
    owner.change(owner.list().map((kept) => {
      const carried = carriedOf(kept)
      return carried ? { ...kept, ...carried, complete: true } : kept
    }))
  }
  watch(() => owner.list().some((kept) => carriedOf(kept)), settle, { immediate: true })

  /** How all files stand, in one text. */
  const standing = computed(() => items.value.map(({ id, state }) => `${id} ${state}`).join())
  const hindered = ref<{ readonly by: 'blocked' | 'blockedOffline' | null; readonly standing: string }>({ by: null, standing: '' })
  /** Why the form was not sent; null while nothing of the files keeps it, and as soon as something about them changes. */
  const hindrance = computed(() => (hindered.value.standing === standing.value ? hindered.value.by : null))

  const nameOf = (file: File, pasted: boolean): string =>
    pasted && /^image\.\w+$/i.test(file.name) ? plainFileName(t('attachment.screenshot', { time: time.instant(clock.now(), 'full').replaceAll(':', '.') })) : plainFileName(file.name)

  /** @param pasted from the clipboard: a screenshot is named by its time */
  function add(files: readonly File[], pasted = false): void {
    const next = [...owner.list()]
    const started: [id: string, name: string, file: File][] = []
    const not: RefusedFile[] = []
    for (const file of files) {
      const name = nameOf(file, pasted)
      // Chosen again after a reload, the file goes on where its upload stopped.
      const lost = items.value.find((item) => item.state === 'lost' && item.name === name && item.size === file.size && !started.some(([id]) => id === item.id))
      const reason = attachmentRefusal({ name, size: file.size }, lost ? 0 : next.length)
      if (reason) { not.push({ name, reason }); continue }
      const id = lost?.id ?? crypto.randomUUID()
      if (!lost) next.push({ id, name, size: file.size, mediaType: file.type.slice(0, 100), complete: false })
      started.push([id, name, file])
    }
    refused.value = not
    for (const [id, name, file] of started) uploads.start(id, name, file)
    if (started.length > 0) {
      owner.change(next)
      announcement.value = t('attachment.added', { name: started.map(([, name]) => name).join(t('common.state.lineSeparator')) })
    }
  }
  function letGo(id: string): void {
    uploads.forget(id)
    // Where it stands in the store on this machine it goes from there; what stands on the server unused the server collects.
    machine.store?.file.discard({ id }).catch(() => undefined)
  }
  function remove(id: string): void {
    const gone = owner.list().find((kept) => kept.id === id)
    if (!gone) return
    owner.change(owner.list().filter((kept) => kept.id !== id))
    letGo(id)
    announcement.value = t('attachment.removed', { name: gone.name })
  }
  /** The form is given up: its files go with it. */
  function discard(): void {
    const ids = owner.list().map(({ id }) => id)
    owner.change([])
    ids.forEach(letGo)
    refused.value = []
  }
  const hinderedBy = (): 'blocked' | 'blockedOffline' | null => {
    if (items.value.some(({ state }) => state === 'failed' || state === 'lost')) return 'blocked'
    return items.value.some(({ state }) => state === 'interrupted') ? 'blockedOffline' : null
  }
  /** Whether the form is to be sent as soon as its files are there. */
  const waiting = ref(false)
  let giveUpWaiting = (): void => undefined
  /**
   * Waits until every file has arrived.
   * @returns false where one cannot (now): the list says which and why; also while somebody waits already, and when the form is closed
   */
  function arrived(): Promise<boolean> {
    if (waiting.value) return Promise.resolve(false)
    waiting.value = true
    return new Promise((resolve) => {
      const end = (all: boolean): void => {
        waiting.value = false
        giveUpWaiting = () => undefined
        queueMicrotask(() => stop())
        resolve(all)
      }
      giveUpWaiting = () => end(false)
      const stop = watch(() => underWay.value.length === 0 || hinderedBy() !== null, (settled) => {
        if (!settled || !waiting.value) return
        settle()
        hindered.value = { by: hinderedBy(), standing: standing.value }
        end(hindered.value.by === null)
      }, { immediate: true })
    })
  }
  onScopeDispose(() => {
    giveUpWaiting()
    // What has arrived needs its file no more; what is under way goes on.
    for (const { id, state } of items.value) if (state === 'complete') uploads.forget(id)
  })
  return { items, refused, announcement, hindrance, waiting, progress, add, remove, discard, arrived, retry: uploads.retry, dismiss: () => { refused.value = [] } }
}
export type AttachmentsState = ReturnType<typeof useAttachments>
