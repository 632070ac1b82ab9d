// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Survey } from '#shared/contract/survey.ts'
import { SURVEYS, type SurveyKind } from '#shared/domain/sla/surveys.ts'
import { client } from '../../../../renderer/api/client.ts'
import { ApiProblem } from '../../../../renderer/api/problem.ts'
import { useSurveyCall, type SurveyCallState } from '../../../../renderer/features/surveys/call/useSurveyCall.ts'

const survey = (id: string, kind: SurveyKind): Survey => ({
  id, kind, pool: SURVEYS[kind].pool, state: 'open', dueAt: '2026-03-05T01:00:00Z', tries: 0, outcome: null, satisfaction: null, answeredAt: null, answeredBy: null, mayAnswer: true,
  ticket: { no: '2603000001', type: 'service', level: 'A', state: 'replied', latestFeedback: '', createdAt: '2026-03-04T02:00:00Z', submittedAt: '2026-03-04T02:00:00Z', mall: null },
  customer: { id: '7', name: '沈若兰', phones: ['139****2671'] },
})
let open: Survey[]

async function begin(asked: string): Promise<SurveyCallState> {
  open = [survey('1', 'survey_contact'), survey('2', 'survey_resolution'), survey('3', 'survey_satisfaction')]
  vi.spyOn(client, 'listCustomerSurveys').mockImplementation(async () => ({ customer: { id: '7', name: '沈若兰', phones: ['13900002671'], phonesMasked: false }, items: [...open] }))
  let state: SurveyCallState | undefined
  mount({ template: '<i />', setup() { state = useSurveyCall('7', asked) } })
  await flushPromises()
  return state!
}
/** The server takes results of these tasks. */
const record = (refuse: (id: string) => ApiProblem | null = () => null) =>
  vi.spyOn(client, 'recordSurvey').mockImplementation(async ({ params: { id }, body }) => {
    const refused = refuse(id)
    if (refused) throw refused
    const task = open.find((one) => one.id === id)!
    if (body.outcome === 'unreachable') return task
    open = open.filter((one) => one.id !== id)
    return { ...task, state: 'done' as const }
  })

afterEach(() => vi.restoreAllMocks())

describe('a call to a customer', () => {
  it('begins with the task that was chosen, goes on by itself, and records everything that was entered', async () => {
    const call = await begin('2')
    const sent = record()
    expect(call.current.value?.id).toBe('2')
    call.yesOrNo(false)
    expect(call.current.value?.id).toBe('3')
    call.yesOrNo(true)
    call.score('very_satisfied')
    call.select(0)
    call.unreachable()
    expect(await call.send()).toBe(true)
    expect(sent.mock.calls.map(([{ params, body }]) => [params.id, body])).toEqual([['1', { outcome: 'unreachable' }], ['2', { outcome: 'no' }], ['3', { processed: true, score: 'very_satisfied' }]])
  })

  it('is not over while something has not been asked, and satisfaction knows no unreachable', async () => {
    const call = await begin('3')
    record()
    call.unreachable()
    expect(call.complete.value).toEqual([])
    expect(await call.send()).toBe(false)
    call.select(0)
    call.yesOrNo(true)
    expect(await call.send()).toBe(false)
    expect(call.tasks.value.map(({ id }) => id)).toEqual(['2', '3'])
  })

  it('keeps what was refused with its reason, and sends what had no answer again under the same key', async () => {
    const call = await begin('1')
    const sent = record((id) => (id === '1' ? new ApiProblem({ status: 0, code: 'server_unreachable' }) : null))
    call.yesOrNo(true)
    call.yesOrNo(false)
    expect(await call.send()).toBe(false)
    expect(Object.keys(call.refusals.value)).toEqual(['1'])
    expect(call.answers.value).toEqual({ 1: { outcome: 'yes' } })
    await call.send()
    const keys = sent.mock.calls.filter(([{ params }]) => params.id === '1').map(([, options]) => options?.idempotencyKey)
    expect(keys).toHaveLength(2)
    expect(keys[0]).toBe(keys[1])
  })
})
