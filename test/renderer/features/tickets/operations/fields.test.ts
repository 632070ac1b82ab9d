import { describe, expect, it } from 'vitest'
import { TICKET_OPERATIONS } from '#shared/domain/ticket/operations.ts'
import { operationBody } from '#shared/contract/operation.ts'
import { errorsOf, findErrors, otherErrors } from '../../../../../renderer/features/tickets/operations/fieldErrors.ts'
import { instantOfWallClock, wallClockOf } from '../../../../../renderer/features/tickets/operations/fields/zonedInput.ts'
import { markPoints, withLabels, type FiveW2H } from '../../../../../renderer/features/tickets/operations/hints/fiveW2H.ts'
import { operationForms } from '../../../../../renderer/features/tickets/operations/operationForms.ts'
import { factsOf } from '../../../../../renderer/features/tickets/operations/ticketFacts.ts'
import { bodyOf, initialValues } from '../../../../../renderer/features/tickets/operations/values.ts'
import words from '../../../../../renderer/locales/zh-CN/operation.ts'
import { ticketExample } from '../ticketExample.ts'

const now = new Date('2026-09-29T05:42:00.000Z')
const ticket = ticketExample()
const check = (operation: Parameters<typeof findErrors>[0], changed = {}) => findErrors(operation, { ...initialValues(operation, ticket), ...changed }, ticket, factsOf(ticket, []), now)

describe('the forms', () => {
  it('exist for every operation and fill a body that the contract takes', () => {
    for (const operation of TICKET_OPERATIONS) {
      const values = { ...initialValues(operation, ticket), content: '文字', reasonCode: 'other', requestedAt: '2026-10-20T01:00:00.000Z', visitAt: '2026-10-20T01:00:00.000Z', processed: 'yes' as const }
      const parsed = operationBody.safeParse(bodyOf(operation, values, ticket, 9))
      expect(parsed.success, `${operation} ${JSON.stringify(parsed.error?.issues)}`).toBe(true)
      expect(words.content[operation], operation).toBeTruthy()
      if ('warns' in operationForms[operation]) expect(words.warning).toHaveProperty(operation)
    }
  })
})

describe('errors in place', () => {
  it('ask for the content and the reason that the rules require', () => {
    expect(check('return')).toEqual({ content: ['required'], reasonCode: ['required'] })
    expect(check('cancel')).toEqual({})
    expect(check('reply', { content: 'x'.repeat(5001) })).toEqual({ content: ['too_long'] })
    expect(check('reply', { content: 'x'.repeat(5000) })).toEqual({})
  })
  it('refuse a visit date in the past or equal to the present one', () => {
    expect(check('request_visit', { content: 'x', requestedAt: '2026-09-29T05:42:00.000Z' })).toEqual({ requestedAt: ['in_past'] })
    expect(check('request_visit', { content: 'x', requestedAt: '2026-10-08T01:26:00.000Z' })).toEqual({ requestedAt: ['same_as_present'] })
    expect(check('request_visit', { content: 'x', requestedAt: '2026-10-08T01:27:00.000Z' })).toEqual({})
  })
  it('stand at their field, the others at the foot', () => {
    const errors = { 'headOffice.reason': ['required'], version: ['invalid_type'] }
    expect(errorsOf(errors, 'headOffice')).toEqual(['required'])
    expect(otherErrors(errors, ['headOffice'])).toEqual(['version: invalid_type'])
  })
})

describe('the points of a reply', () => {
  const labels = Object.fromEntries(Object.entries(words.hint.fiveWs).flatMap(([id, point]) => (typeof point === 'string' ? [] : [[id, point.label]]))) as Record<FiveW2H, string>
  it('are marked as they are written', () => {
    expect(markPoints('何事：门板\n怎么做：', labels)).toMatchObject({ what: 'done', how: 'current', when: 'open' })
  })
  it('are not found inside other words', () => {
    expect(markPoints('不知何时能好', labels).when).toBe('open')
  })
  it('are added where they are missing, and the text stays', () => {
    const text = withLabels('何事：门板', labels)
    expect(text.startsWith('何事：门板\n何时：')).toBe(true)
    expect(withLabels(text, labels)).toBe(text)
  })
})

describe('a date field', () => {
  it('reads and writes the wall clock of the configured zone', () => {
    expect(instantOfWallClock('2026-10-08 09:26', 'Asia/Shanghai')).toBe('2026-10-08T01:26:00.000Z')
    expect(wallClockOf('2026-10-08T01:26:00.000Z', 'Asia/Shanghai')).toBe('2026-10-08 09:26')
    expect(instantOfWallClock(null, 'Asia/Shanghai')).toBe('')
  })
})
