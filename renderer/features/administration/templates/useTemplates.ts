import { computed, onBeforeUnmount, onMounted, reactive, ref, watch } from 'vue'
import type { MessageTemplate } from '#shared/contract/channel.ts'
import { client } from '../../../api/client.ts'
import { toProblem, type ApiProblem } from '../../../api/problem.ts'
import { useReading } from '../useReading.ts'

/** Names a template among the others. */
export const templateKey = ({ event, channel }: Pick<MessageTemplate, 'event' | 'channel'>): string => `${event}/${channel}`

/**
 * The templates and what is typed for each and not saved yet; that stays until it is saved or discarded.
 * @param active whether the page is in front
 */
export function useTemplates(active: () => boolean) {
  const { items, read, reading, problem, reload, leaveAside } = useReading(() => client.listTemplates())
  const drafts = reactive<Record<string, string | undefined>>({})
  const failures = reactive<Record<string, ApiProblem | undefined>>({})
  const saving = ref<string | null>(null)

  const textOf = (one: MessageTemplate): string => drafts[templateKey(one)] ?? one.text
  const changed = (one: MessageTemplate): boolean => textOf(one) !== one.text
  const dirty = computed(() => items.value.some(changed))

  function edit(one: MessageTemplate, text: string): void {
    drafts[templateKey(one)] = text
    failures[templateKey(one)] = undefined
  }
  function discard(one: MessageTemplate): void {
    drafts[templateKey(one)] = undefined
    failures[templateKey(one)] = undefined
  }
  /** @returns whether it was done; if not, what is typed stays */
  async function run(one: MessageTemplate, action: () => Promise<MessageTemplate>): Promise<boolean> {
    const key = templateKey(one)
    if (saving.value !== null) return false
    saving.value = key
    failures[key] = undefined
    leaveAside()
    const sent = drafts[key]
    try {
      const answer = await action()
      items.value = items.value.map((other) => (templateKey(other) === key ? answer : other))
      // What was typed while it was on its way is not saved yet.
      if (drafts[key] === sent) discard(answer)
      return true
    } catch (error) {
      failures[key] = toProblem(error)
      return false
    } finally {
      saving.value = null
    }
  }
  const paramsOf = ({ event, channel }: MessageTemplate): Pick<MessageTemplate, 'event' | 'channel'> => ({ event, channel })
  const save = (one: MessageTemplate): Promise<boolean> => run(one, () => client.putTemplate({ params: paramsOf(one), body: { text: textOf(one) } }))
  const reset = (one: MessageTemplate): Promise<boolean> => run(one, () => client.resetTemplate({ params: paramsOf(one) }))

  onMounted(() => { void reload() })
  watch(active, (front) => { if (front && saving.value === null) void reload() })
  onBeforeUnmount(leaveAside)
  return { items, read, reading, problem, failures, saving, dirty, textOf, changed, reload, edit, discard, save, reset }
}
export type Templates = ReturnType<typeof useTemplates>
