import { describe, expect, it } from 'vitest'
import type { Delegation } from '#shared/contract/approval.ts'
import { isAhead, isInForce } from '../../../../renderer/features/approvals/delegation/delegationsStore.ts'
import { formErrors } from '../../../../renderer/features/approvals/delegation/period.ts'
import approvalWords from '../../../../renderer/locales/zh-CN/approval.ts'

const now = new Date('2026-09-29T05:42:00.000Z')
const form = { toUserId: '7', startsAt: '2026-09-30T01:00:00.000Z', endsAt: '2026-10-08T10:00:00.000Z' }
const delegation = (changed: Partial<Delegation> = {}): Delegation => ({
  id: '1', from: { id: '3', name: '许文', account: 'approver' }, to: { id: '7', name: '方宁', account: 'agent' }, startsAt: form.startsAt, endsAt: form.endsAt, endedAt: null, active: false, ...changed,
})

describe('the form of a delegation', () => {
  it('is content with a colleague and a period ahead', () => {
    expect(formErrors(form, now)).toEqual({})
  })
  it('names every field that is missing', () => {
    expect(formErrors({ toUserId: '', startsAt: '', endsAt: '' }, now)).toEqual({ toUserId: 'required', startsAt: 'required', endsAt: 'required' })
  })
  it('refuses an end that is not after the start, with words of its own', () => {
    const { endsAt } = formErrors({ ...form, endsAt: form.startsAt }, now)
    expect(endsAt).toBe('not_after_start')
    expect(approvalWords.delegation.error).toHaveProperty(endsAt ?? '')
  })
})

describe('a delegation', () => {
  const at = (instant: string): number => Date.parse(instant)
  it('is in force from its start until just before its end', () => {
    expect(isInForce(delegation(), at('2026-09-30T00:59:59.999Z'))).toBe(false)
    expect(isInForce(delegation(), at(form.startsAt))).toBe(true)
    expect(isInForce(delegation(), at(form.endsAt))).toBe(false)
  })
  it('that was ended is over although its time has not come', () => {
    const ended = delegation({ endedAt: '2026-09-30T02:00:00.000Z' })
    expect(isInForce(ended, at('2026-10-01T00:00:00.000Z'))).toBe(false)
    expect(isAhead(ended, at('2026-10-01T00:00:00.000Z'))).toBe(false)
    expect(isAhead(delegation(), at('2026-09-29T00:00:00.000Z'))).toBe(true)
  })
})
