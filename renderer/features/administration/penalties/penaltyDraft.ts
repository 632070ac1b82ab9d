import type { Penalties } from '#shared/contract/report.ts'
import { BREACH_KINDS, type BreachKind } from '#shared/domain/breaches.ts'

export type PenaltyAmounts = Penalties['penalties']
/** What is typed of the amounts and not saved yet, as it was typed. */
export type PenaltyDraft = Readonly<Partial<Record<BreachKind, string>>>
/** Why an amount cannot be taken; its words are `administration.penalties.field.<code>`. */
export type AmountFault = 'required' | 'no_amount' | 'too_many_decimals' | 'too_large'

/** The highest amount that the server keeps, in yuan. */
export const MOST_YUAN = 9_999_999_999

/** An amount as its field shows it. */
export const amountText = (amount: number): string => amount.toFixed(2)

/** Reads an amount in yuan as somebody types it: full-width digits and a separator of thousands are as good. */
export function readAmount(typed: string): { readonly amount: number } | { readonly fault: AmountFault } {
  const text = typed.normalize('NFKC').trim().replace(/,(?=\d{3}(?:\D|$))/g, '')
  if (text === '') return { fault: 'required' }
  if (!/^\d+(?:\.\d*)?$/.test(text)) return { fault: 'no_amount' }
  if (!/^\d+(?:\.\d{0,2})?$/.test(text)) return { fault: 'too_many_decimals' }
  const amount = Number(text)
  return amount > MOST_YUAN ? { fault: 'too_large' } : { amount }
}

/** The kinds whose typed amount is not the saved one. */
export const changedKinds = (draft: PenaltyDraft, saved: PenaltyAmounts): BreachKind[] =>
  BREACH_KINDS.filter((kind) => {
    const typed = draft[kind]
    if (typed === undefined) return false
    const read = readAmount(typed)
    return 'fault' in read || read.amount !== saved[kind]
  })

/** What is wrong with what was typed. */
export const draftFaults = (draft: PenaltyDraft): Partial<Record<BreachKind, AmountFault>> =>
  Object.fromEntries(BREACH_KINDS.flatMap((kind) => {
    const typed = draft[kind]
    const read = typed === undefined ? null : readAmount(typed)
    return read && 'fault' in read ? [[kind, read.fault]] : []
  }))

/** The saved amounts with what was typed over them; what is wrong stays as it was saved. */
export function mergedAmounts(draft: PenaltyDraft, saved: PenaltyAmounts): PenaltyAmounts {
  const merged = { ...saved }
  for (const kind of BREACH_KINDS) {
    const typed = draft[kind]
    const read = typed === undefined ? null : readAmount(typed)
    if (read && 'amount' in read) merged[kind] = read.amount
  }
  return merged
}
