import { defineStore } from 'pinia'
import { ref } from 'vue'
import { readLocal, writeLocal } from '../../../stores/localRecord.ts'
import { useSessionStore } from '../../../stores/session.ts'

type Comments = Readonly<Record<string, string>>

/** How long after the last key press a comment is kept on this machine, ms. */
const SAVE_DELAY = 400
const isComments = (value: unknown): value is Comments => typeof value === 'object' && value !== null && Object.values(value).every((one) => typeof one === 'string')

/** What an approver typed for each request, until it is decided or he moves on from one that was decided elsewhere. */
export const useApprovalCommentsStore = defineStore('approvalComments', () => {
  const session = useSessionStore()
  const comments = ref<Comments>({})
  let owner: string | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  const recordName = (user: string): string => `gongdan.approvalComments.${user}`

  /** Writes what waits to be kept. */
  function flush(): void {
    clearTimeout(timer)
    timer = undefined
    if (owner !== null) writeLocal(recordName(owner), comments.value)
  }
  /** Comments belong to who is signed in. */
  function own(): void {
    const user = session.user?.id ?? null
    if (user === owner) return
    if (timer !== undefined) flush()
    owner = user
    comments.value = user === null ? {} : (readLocal(recordName(user), isComments) ?? {})
  }
  function find(id: string): string {
    own()
    return comments.value[id] ?? ''
  }
  function keep(id: string, text: string): void {
    own()
    const { [id]: _before, ...others } = comments.value
    comments.value = text === '' ? others : { ...others, [id]: text }
    clearTimeout(timer)
    timer = setTimeout(flush, SAVE_DELAY)
  }
  const drop = (id: string): void => { if (find(id) !== '') keep(id, '') }
  return { comments, find, keep, drop, flush }
})
