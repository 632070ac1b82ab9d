import { computed, onMounted, ref, shallowRef } from 'vue'
import type { CustomerSurveys } from '#shared/contract/survey.ts'
import { isQuestion, type SurveyAnswer } from '#shared/domain/survey/task.ts'
import type { SatisfactionScore } from '#shared/domain/ticket/enumerations.ts'
import { client } from '../../../api/client.ts'
import { toProblem, type ApiProblem } from '../../../api/problem.ts'
import { isBegun, isComplete, nextToAsk, withYesOrNo, type Answers } from './answers.ts'

/** One call: all that is open of a customer, what has been entered, and sending it. */
export function useSurveyCall(customerId: string, asked: string) {
  const call = shallowRef<CustomerSurveys | null>(null)
  const problem = shallowRef<ApiProblem | null>(null)
  const answers = ref<Answers>({})
  const index = ref(0)
  const sending = ref(false)
  /** Why a result was not recorded, by the task's id. */
  const refusals = ref<Readonly<Record<string, ApiProblem>>>({})
  /** Tasks that got a result in this call: who was not reached is not asked again at once. */
  const attempted = new Set<string>()
  /** Keys of results without an answer: sent again under the same key, nothing is recorded twice. */
  const keys = new Map<string, string>()

  const tasks = computed(() => call.value?.items ?? [])
  const current = computed(() => tasks.value[index.value] ?? null)
  const complete = computed(() => tasks.value.filter((task) => task.mayAnswer && isComplete(task, answers.value[task.id])))
  const begun = computed(() => tasks.value.find((task) => isBegun(task, answers.value[task.id])) ?? null)

  async function read(): Promise<void> {
    try {
      call.value = await client.listCustomerSurveys({ params: { id: customerId } })
      problem.value = null
      if (!current.value) index.value = 0
    } catch (error) {
      problem.value = toProblem(error)
    }
  }
  function select(at: number): void {
    if (tasks.value[at]) index.value = at
  }
  function enter(answer: SurveyAnswer): void {
    const task = current.value
    if (!task?.mayAnswer || sending.value) return
    answers.value = { ...answers.value, [task.id]: answer }
    if (isComplete(task, answer) && isQuestion(task.kind)) index.value = nextToAsk(tasks.value, answers.value, index.value)
  }
  const own = (): SurveyAnswer | undefined => (current.value ? answers.value[current.value.id] : undefined)
  const yesOrNo = (yes: boolean): void => { if (current.value) enter(withYesOrNo(current.value, own(), yes)) }
  const unreachable = (): void => { if (current.value && isQuestion(current.value.kind)) enter({ outcome: 'unreachable' }) }
  const score = (value: SatisfactionScore): void => { if (current.value && !isQuestion(current.value.kind)) enter({ ...own(), score: value }) }
  const reason = (text: string): void => enter({ ...own(), reason: text })

  /**
   * Records what is complete, one after the other.
   * @returns whether nothing is left to be asked in this call
   */
  async function send(): Promise<boolean> {
    if (sending.value || complete.value.length === 0) return false
    sending.value = true
    const failed: Record<string, ApiProblem> = {}
    for (const task of complete.value) {
      const key = keys.get(task.id) ?? crypto.randomUUID()
      const body = answers.value[task.id] ?? {}
      keys.set(task.id, key)
      try {
        await client.recordSurvey({ params: { id: task.id }, body }, { idempotencyKey: key })
        keys.delete(task.id)
        attempted.add(task.id)
        const { [task.id]: _sent, ...others } = answers.value
        answers.value = others
      } catch (error) {
        const refused = toProblem(error)
        if (refused.status !== 0 && refused.status < 500 && refused.status !== 401 && refused.status !== 429) keys.delete(task.id)
        failed[task.id] = refused
      }
    }
    refusals.value = failed
    await read()
    index.value = 0
    sending.value = false
    return tasks.value.every((task) => !task.mayAnswer || attempted.has(task.id))
  }
  onMounted(async () => {
    await read()
    select(Math.max(0, tasks.value.findIndex(({ id }) => id === asked)))
  })
  return { call, problem, answers, index, sending, refusals, tasks, current, complete, begun, read, select, yesOrNo, unreachable, score, reason, send }
}
export type SurveyCallState = ReturnType<typeof useSurveyCall>
