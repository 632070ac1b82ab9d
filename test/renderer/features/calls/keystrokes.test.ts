import { describe, expect, it } from 'vitest'
import type { CallDraft } from '../../../../renderer/features/calls/draft/callDraft.ts'
import { applyCustomer, applyProposal } from '../../../../renderer/features/calls/draft/prefill.ts'
import { levelOfKey, meaningOfAltKey } from '../../../../renderer/features/calls/form/formKeys.ts'
import { errorsOf } from '../../../../renderer/features/calls/submit/fieldErrors.ts'
import { ticketBodyOf } from '../../../../renderer/features/calls/submit/ticketBody.ts'
import { customer, draftOf } from './fixtures.ts'

/**
 * `interface.md`: a known customer's ticket takes at most 6 keystrokes and fields besides the customer's own words.
 * Counted: every key press outside the words, a combination as one (Alt T, Ctrl Enter), and every field that one has to go
 * to. The focus already stands in the words when the customer is known, so that going there counts nothing.
 */
const MOST = 6

/** Presses keys outside the words as the form understands them, and counts them. */
function press(draft: CallDraft, keys: readonly string[]): { count: number; submitted: boolean } {
  let onLevel = false
  let submitted = false
  for (const pressed of keys) {
    if (pressed === 'Ctrl+Enter') submitted = Object.keys(errorsOf(draft, true)).length === 0
    else if (pressed.startsWith('Alt+')) {
      const meaning = meaningOfAltKey(`Key${pressed.slice(4)}`)
      onLevel = meaning === 'level'
      if (meaning !== null && meaning !== 'level') draft.fields.type = meaning
    } else if (onLevel) draft.fields.level = levelOfKey(draft.fields.type, pressed) ?? draft.fields.level
  }
  return { count: keys.length, submitted }
}

function knownCaller(): CallDraft {
  const draft = draftOf()
  applyCustomer(draft, customer())
  applyProposal(draft, { mallCode: 'M0001', headOffice: null, basis: 'contract' })
  draft.fields.words = '次卧衣柜的推拉门拉不动'
  return draft
}

describe('keystrokes for a known customer', () => {
  it.each([
    { wanted: { type: 'service', level: 'none' }, keys: ['Ctrl+Enter'] },
    { wanted: { type: 'service', level: 'A' }, keys: ['Alt+J', 'a', 'Ctrl+Enter'] },
    { wanted: { type: 'complaint', level: '2' }, keys: ['Alt+T', 'Alt+J', '2', 'Ctrl+Enter'] },
    { wanted: { type: 'consult', level: '1' }, keys: ['Alt+Z', 'Alt+J', '1', 'Ctrl+Enter'] },
    { wanted: { type: 'complaint', level: 'none' }, keys: ['Alt+T', 'Alt+J', '0', 'Ctrl+Enter'] },
  ])('a $wanted.type of level $wanted.level is submitted within six', ({ wanted, keys }) => {
    const draft = knownCaller()
    const { count, submitted } = press(draft, keys)
    expect(submitted).toBe(true)
    expect(ticketBodyOf(draft, true, null)).toMatchObject({ ...wanted, mallCode: 'M0001', customer: { id: '1' } })
    expect(count).toBeLessThanOrEqual(MOST)
  })

  it('asks a known customer with contract and mall for nothing but the words', () => {
    const draft = knownCaller()
    draft.fields.words = ''
    expect(errorsOf(draft, true)).toEqual({ words: ['required'] })
  })

  it('chooses only levels that the type has', () => {
    expect(levelOfKey('service', '2')).toBeNull()
    expect(levelOfKey('service', 'b')).toBe('B')
    expect(levelOfKey('complaint', 'a')).toBeNull()
    expect(meaningOfAltKey('KeyX')).toBeNull()
    expect(meaningOfAltKey('Digit1')).toBeNull()
  })
})
