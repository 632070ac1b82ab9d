import { computed, onBeforeUnmount, onMounted, reactive, ref, watch } from 'vue'
import type { ChannelFacts, ChannelTestResult } from '#shared/contract/channel.ts'
import type { OutsideChannel } from '#shared/domain/notices.ts'
import { client } from '../../../api/client.ts'
import { toProblem, type ApiProblem } from '../../../api/problem.ts'
import { useReading } from '../useReading.ts'
import { draftErrors, draftOf, errorsByField, isChanged } from './channelDraft.ts'
import type { ChannelDraft, ChannelErrors } from './channelDraft.ts'

/** Milliseconds between two looks at how the channels fare. */
const INTERVAL = 10_000

/** What came of a test: an answer of the endpoint, or the failure to ask for one. */
export interface ChannelTest { readonly result: ChannelTestResult | null; readonly problem: ApiProblem | null }

/**
 * The channels, what is typed for each and not saved yet, and their tests. What is typed stays until it is saved or discarded.
 * @param active whether the page is in front
 */
export function useChannels(active: () => boolean) {
  const { items, read, reading, problem, reload, leaveAside } = useReading(() => client.listChannels())
  const drafts = reactive<Partial<Record<OutsideChannel, ChannelDraft>>>({})
  const failures = reactive<Partial<Record<OutsideChannel, ApiProblem>>>({})
  const checked = reactive<Partial<Record<OutsideChannel, boolean>>>({})
  const tests = reactive<Partial<Record<OutsideChannel, ChannelTest>>>({})
  const saving = ref<OutsideChannel | null>(null)
  const testing = ref<OutsideChannel | null>(null)
  let timer: ReturnType<typeof setInterval> | undefined

  const draftFor = (facts: ChannelFacts): ChannelDraft => drafts[facts.channel] ?? draftOf(facts)
  const changed = (facts: ChannelFacts): boolean => isChanged(draftFor(facts), facts)
  const dirty = computed(() => items.value.some(changed))
  const errorsFor = (facts: ChannelFacts): ChannelErrors => ({ ...(checked[facts.channel] ? draftErrors(draftFor(facts), facts) : {}), ...errorsByField(failures[facts.channel]?.errors ?? {}) })

  function edit(facts: ChannelFacts, change: Partial<ChannelDraft>): void {
    drafts[facts.channel] = { ...draftFor(facts), ...change }
    delete failures[facts.channel]
  }
  function discard({ channel }: ChannelFacts): void {
    delete drafts[channel]
    delete failures[channel]
    delete checked[channel]
  }
  /** @returns whether the server took it; if not, what is typed stays and the errors stand at their fields */
  async function save(facts: ChannelFacts, body: Parameters<typeof client.putChannel>[0]['body']): Promise<boolean> {
    const { channel } = facts
    checked[channel] = true
    if (saving.value !== null || Object.keys(draftErrors(draftFor(facts), facts)).length > 0) return false
    saving.value = channel
    const sent = drafts[channel]
    delete failures[channel]
    leaveAside()
    try {
      const answer = await client.putChannel({ params: { channel }, body })
      items.value = items.value.map((one) => (one.channel === channel ? answer : one))
      // What was typed while it was on its way is not saved yet.
      if (drafts[channel] === sent) discard(answer)
      return true
    } catch (error) {
      failures[channel] = toProblem(error)
      return false
    } finally {
      saving.value = null
    }
  }
  /** @param recipient phone number or account; empty leaves it to the server */
  async function test({ channel }: ChannelFacts, recipient: string): Promise<void> {
    if (testing.value !== null) return
    testing.value = channel
    delete tests[channel]
    const to = recipient.trim()
    try {
      const result = await client.testChannel({ params: { channel }, body: to === '' ? {} : channel === 'sms' ? { phone: to } : { account: to } })
      tests[channel] = { result, problem: null }
    } catch (error) {
      tests[channel] = { result: null, problem: toProblem(error) }
    } finally {
      testing.value = null
    }
  }
  onMounted(() => {
    void reload()
    timer = setInterval(() => { if (active() && document.visibilityState === 'visible' && saving.value === null) void reload() }, INTERVAL)
  })
  watch(active, (front) => { if (front) void reload() })
  onBeforeUnmount(() => {
    clearInterval(timer)
    leaveAside()
  })
  return { items, read, reading, problem, failures, tests, saving, testing, dirty, draftFor, changed, errorsFor, reload, edit, discard, save, test }
}
export type Channels = ReturnType<typeof useChannels>
