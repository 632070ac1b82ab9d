import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isOutsideNotice, OUTSIDE_NOTICES, standardTemplate } from '#shared/domain/channels/outsideNotices.ts'
import { exampleFacts, fillTemplate, PLACEHOLDERS, placeholderValues, renderTemplate, templateErrors, type Placeholder } from '#shared/domain/channels/template.ts'
import { EVENT_WORDS } from '#shared/domain/channels/words.ts'

const ZONE = 'Asia/Shanghai'

describe('the words of a message', () => {
  it('fill in what the placeholders name', () => {
    expect(renderTemplate('{recipientName} {organisationName} {ticketType} {ticketNo} {mallName} {customer} {due} {at} {event}', exampleFacts('reply_overdue'), ZONE))
      .toBe('周明 澜州江北商场 投诉 2603000017 澜州江北商场 沈** 03-05 17:30 03-04 10:10 回复已逾期')
  })

  it('name the deadline that the event is about, in the configured time zone', () => {
    expect(placeholderValues(exampleFacts('resolve_due_soon'), ZONE).due).toBe('03-09 17:30')
    expect(placeholderValues(exampleFacts('visit_decided'), ZONE).due).toBe('03-12 10:00')
    expect(placeholderValues(exampleFacts('visit_decided'), 'UTC').due).toBe('03-12 02:00')
    expect(placeholderValues(exampleFacts('dissatisfied'), ZONE).due).toBe('—')
    expect(placeholderValues({ ...exampleFacts('submitted'), replyDueAt: null, mallName: null }, ZONE)).toMatchObject({ due: '—', mallName: '—' })
  })

  it('never look at what was filled in, and keep it on one line', () => {
    const facts = { ...exampleFacts('submitted'), mallName: '{ticketNo}$&\n【伪造】', customerName: '\u{20000}某某', recipientName: '$1' }
    expect(renderTemplate('{mallName}|{customer}|{recipientName}', facts, ZONE)).toBe('{ticketNo}$& 【伪造】|\u{20000}**|$1')
  })

  it('never hold more of the customer than his family name', () => {
    fc.assert(fc.property(fc.string({ minLength: 2, maxLength: 20, unit: fc.constantFrom('沈', '若', '兰', 'A', ' ') }).filter((name) => [...name.trim()].length > 1), (customerName) => {
      expect([...placeholderValues({ ...exampleFacts('submitted'), customerName }, ZONE).customer]).toHaveLength(3)
    }))
  })
})

describe('a template', () => {
  it('may use every placeholder of the table', () => {
    expect(templateErrors(PLACEHOLDERS.map((name) => `{${name}}`).join(''))).toEqual([])
    expect(templateErrors('没有占位符')).toEqual([])
  })

  it('is wrong exactly where a brace would be left over', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('{', '}', 'ticketNo', '{due}', 'x', '{phone}')).map((parts) => parts.join('')), (text) => {
      const filled = fillTemplate(text, Object.fromEntries(PLACEHOLDERS.map((name) => [name, ''])) as Record<Placeholder, string>)
      expect(templateErrors(text).length > 0).toBe(/[{}]/.test(filled))
    }), { numRuns: 1_000 })
  })
})

describe('the program’s own words', () => {
  it('are there for every event and channel outside the program, name the ticket and have nothing unknown in them', () => {
    expect(OUTSIDE_NOTICES.length).toBeGreaterThan(15)
    for (const { event, channel } of OUTSIDE_NOTICES) {
      expect(isOutsideNotice(event, channel)).toBe(true)
      expect(EVENT_WORDS[event]).toBeDefined()
      const text = standardTemplate(event)
      expect(templateErrors(text)).toEqual([])
      expect(text).toContain('{ticketNo}')
      expect(renderTemplate(text, exampleFacts(event), ZONE)).not.toMatch(/[{}—]/)
    }
  })

  it('fit into one SMS where they are sent as one', () => {
    for (const { event } of OUTSIDE_NOTICES.filter(({ channel }) => channel === 'sms')) expect(renderTemplate(standardTemplate(event), exampleFacts(event), ZONE).length).toBeLessThanOrEqual(70)
  })

  it('are none for what stays in the program', () => {
    expect(isOutsideNotice('replied', 'app')).toBe(false)
    expect(isOutsideNotice('handed_back', 'sms')).toBe(false)
    expect(() => standardTemplate('replied')).toThrow(RangeError)
  })
})
