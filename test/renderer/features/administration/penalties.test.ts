// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick, ref } from 'vue'
import { penaltiesBody } from '#shared/contract/report.ts'
import { BREACH_KINDS } from '#shared/domain/breaches.ts'
import { client } from '../../../../renderer/api/client.ts'
import { ApiProblem } from '../../../../renderer/api/problem.ts'
import { amountText, changedKinds, draftFaults, mergedAmounts, readAmount, type PenaltyAmounts } from '../../../../renderer/features/administration/penalties/penaltyDraft.ts'
import { usePenalties } from '../../../../renderer/features/administration/penalties/usePenalties.ts'
import chinese from '../../../../renderer/locales/zh-CN.ts'

const amounts = (more: Partial<PenaltyAmounts> = {}): PenaltyAmounts => ({ ...(Object.fromEntries(BREACH_KINDS.map((kind) => [kind, 50])) as PenaltyAmounts), ...more })

describe('an amount', () => {
  it.each([['0', 0], ['100', 100], ['99.5', 99.5], ['99.', 99], [' 12.34 ', 12.34], ['１２．５', 12.5], ['1,234.50', 1234.5], ['9999999999', 9_999_999_999]] as const)('%j is %d yuan, which the server takes', (typed, amount) => {
    expect(readAmount(typed)).toEqual({ amount })
    expect(penaltiesBody.safeParse({ penalties: amounts({ late_reply: amount }) }).success).toBe(true)
  })
  it.each([['', 'required'], ['  ', 'required'], ['abc', 'no_amount'], ['-1', 'no_amount'], ['1e3', 'no_amount'], ['1,23', 'no_amount'], ['.5', 'no_amount'], ['1.234', 'too_many_decimals'], ['99999999999', 'too_large']] as const)(
    '%j is none: %s, in words', (typed, fault) => {
      expect(readAmount(typed)).toEqual({ fault })
      expect(chinese.administration.penalties.field[fault]).toBeTruthy()
    })
  it('is shown with two decimals, and typed the same again is no change', () => {
    expect(amountText(50)).toBe('50.00')
    expect(changedKinds({ late_reply: '50', late_contact: '50.00', wrong_return: '51' }, amounts())).toEqual(['wrong_return'])
    expect(draftFaults({ late_reply: 'x', late_contact: '1' })).toEqual({ late_reply: 'no_amount' })
    expect(mergedAmounts({ late_reply: 'x', late_contact: '1.5' }, amounts())).toEqual(amounts({ late_contact: 1.5 }))
  })
})

describe('the penalties', () => {
  let served: PenaltyAmounts
  let unmount: () => void
  const active = ref(true)
  async function begin() {
    let made: ReturnType<typeof usePenalties> | undefined
    const wrapper = mount({ template: '<i />', setup() { made = usePenalties(() => active.value) } })
    unmount = () => wrapper.unmount()
    await flushPromises()
    return made!
  }
  beforeEach(() => {
    served = amounts()
    active.value = true
    vi.spyOn(client, 'getPenalties').mockImplementation(async () => ({ penalties: served }))
  })
  afterEach(() => {
    unmount()
    vi.restoreAllMocks()
  })

  it('keeps bad input, says what is wrong once somebody saves, and sends nothing', async () => {
    const put = vi.spyOn(client, 'putPenalties')
    const penalties = await begin()
    penalties.edit('late_reply', '一百')
    expect(penalties.faults.value).toEqual({})
    expect(await penalties.save()).toBe(false)
    expect([penalties.faults.value, penalties.textOf('late_reply'), put.mock.calls.length]).toEqual([{ late_reply: 'no_amount' }, '一百', 0])
    penalties.edit('late_reply', '120')
    expect(penalties.faults.value).toEqual({})
  })
  it('saves what was typed over what others saved meanwhile', async () => {
    const put = vi.spyOn(client, 'putPenalties').mockImplementation(async ({ body }) => body)
    const penalties = await begin()
    penalties.edit('late_reply', '120.5')
    served = amounts({ wrong_return: 300 })
    expect(await penalties.save()).toBe(true)
    expect(put.mock.calls[0]![0].body.penalties).toEqual(amounts({ late_reply: 120.5, wrong_return: 300 }))
    expect([penalties.changed.value, penalties.textOf('late_reply'), penalties.textOf('wrong_return')]).toEqual([[], '120.50', '300.00'])
  })
  it('keeps what was typed when the server does not take it, and while it is read again', async () => {
    vi.spyOn(client, 'putPenalties').mockRejectedValue(new ApiProblem({ status: 503, code: 'database_unavailable', requestId: 'r' }))
    const penalties = await begin()
    penalties.edit('late_reply', '1')
    expect(await penalties.save()).toBe(false)
    expect(penalties.failure.value?.code).toBe('database_unavailable')
    active.value = false
    await nextTick()
    active.value = true
    await flushPromises()
    expect([penalties.textOf('late_reply'), penalties.changed.value]).toEqual(['1', ['late_reply']])
    penalties.discard()
    expect([penalties.textOf('late_reply'), penalties.failure.value]).toEqual(['50.00', null])
  })
})
