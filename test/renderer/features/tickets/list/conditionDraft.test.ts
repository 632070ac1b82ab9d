import { describe, expect, it } from 'vitest'
import { condition as conditionSchema } from '#shared/contract/query.ts'
import { TICKET_FIELD_PATHS, TICKET_FIELDS } from '#shared/domain/lists/fields.ts'
import type { TicketField, TicketFieldPath } from '#shared/domain/lists/fields.ts'
import { changeOperator, draftOf, finishDraft, fromWallClock, operatorsOf, startDraft, toWallClock } from '../../../../../renderer/features/tickets/list/conditionDraft.ts'
import { FIELD_GROUPS } from '../../../../../renderer/features/tickets/list/fieldGroups.ts'
import chinese from '../../../../../renderer/locales/zh-CN/list.ts'

const zone = 'Asia/Shanghai'
const conditionKind = (path: TicketFieldPath): TicketField => TICKET_FIELDS[path]

describe('a condition while it is written', () => {
  it('reads times in the configured zone, whatever zone the machine is in', () => {
    expect(finishDraft({ field: 'receivedAt', op: 'gte', value: '2026-09-23 00:00' }, zone).condition).toEqual({ field: 'receivedAt', op: 'gte', value: '2026-09-22T16:00:00.000Z' })
    expect(toWallClock('2026-09-22T16:00:00.000Z', zone)).toBe('2026-09-23 00:00')
    expect(fromWallClock('2026-02-30 00:00', zone)).toBeNull()
  })
  it('becomes a draft again without loss', () => {
    const condition = { field: 'replyDueAt', op: 'between', value: ['2026-09-22T16:00:00.000Z', '2026-09-23T16:00:00.000Z'] } as const
    expect(finishDraft(draftOf({ ...condition, value: [...condition.value] }, zone), zone).condition).toEqual(condition)
  })
  it('is none yet without a value, with an upper end below the lower, or with three digits of a phone', () => {
    expect(finishDraft({ field: 'customer.name', op: 'contains', value: '  ' }, zone).fault).toBe('incomplete')
    expect(finishDraft({ field: 'type', op: 'in', value: [] }, zone).fault).toBe('incomplete')
    expect(finishDraft({ field: 'feedbackCount', op: 'between', value: [3, null] }, zone).fault).toBe('incomplete')
    expect(finishDraft({ field: 'feedbackCount', op: 'between', value: [3, 2] }, zone).fault).toBe('wrong_order')
    expect(finishDraft({ field: 'customer.phones', op: 'contains', value: '4-17' }, zone).fault).toBe('phone_too_short')
    expect(finishDraft({ field: 'text', op: 'contains', value: '门' }, zone).fault).toBe('text_too_short')
  })
  it('takes several values, and truth, as the API wants them', () => {
    expect(finishDraft({ field: 'level', op: 'in', value: ['1', 'A'] }, zone).condition).toEqual({ field: 'level', op: 'in', value: ['1', 'A'] })
    expect(finishDraft(startDraft('secondComplaint'), zone).condition).toEqual({ field: 'secondComplaint', op: 'eq', value: true })
    expect(finishDraft(startDraft('visitAt', 'is_null'), zone).condition).toEqual({ field: 'visitAt', op: 'is_null', value: true })
  })
  it('keeps what was typed where another operator can use it', () => {
    expect(changeOperator({ field: 'mall.name', op: 'contains', value: '江北' }, 'starts_with').value).toBe('江北')
    expect(changeOperator({ field: 'mall.name', op: 'eq', value: '江北' }, 'in').value).toEqual(['江北'])
    expect(changeOperator({ field: 'feedbackCount', op: 'gte', value: 2 }, 'between').value).toEqual([2, null])
  })
  it('can be written for every field and operator of the table, and the contract accepts it', () => {
    const sample: Record<string, string | number | boolean> = { text: '甲', full_text: '甲乙', phone: '13800000417', boolean: true, number: 2, instant: '2026-09-23 08:00' }
    for (const field of TICKET_FIELD_PATHS) {
      for (const op of operatorsOf(field)) {
        const draft = startDraft(field, op)
        const kind = conditionKind(field)
        const one = kind.values?.[0] ?? sample[kind.kind] ?? '甲'
        const value = op === 'is_null' ? false : op === 'in' ? [one] : op === 'between' ? [one, one] : one
        const { condition, fault } = finishDraft({ ...draft, value }, zone)
        expect(fault, `${field} ${op}`).toBeNull()
        expect(conditionSchema.safeParse(condition).success, `${field} ${op}`).toBe(true)
      }
    }
  })
})

describe('the fields of the advanced query', () => {
  it('are all of the table, each once, each with a word', () => {
    const grouped = Object.values(FIELD_GROUPS).flat()
    expect([...grouped].toSorted()).toEqual([...TICKET_FIELD_PATHS].toSorted())
    for (const path of grouped) {
      const word = path.split('.').reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], chinese.field)
      expect(typeof word, path).toBe('string')
    }
  })
})
