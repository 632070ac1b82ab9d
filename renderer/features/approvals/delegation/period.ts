import { delegationErrors, type DelegationError } from '#shared/domain/organisation/delegation.ts'

/** What is wrong with the form of a delegation, by field; the words are `approval.delegation.<code>` or `errors.field.<code>`. */
export type FormErrors = Readonly<Partial<Record<'toUserId' | 'startsAt' | 'endsAt', DelegationError | 'required'>>>

/**
 * Checks the form before it is sent, by the rule of the server.
 * @param form the chosen colleague's id and the period in ISO 8601; empty while not chosen
 * @param now the server's time
 */
export function formErrors(form: { toUserId: string; startsAt: string; endsAt: string }, now: Date): FormErrors {
  const missing = (['toUserId', 'startsAt', 'endsAt'] as const).filter((field) => !form[field])
  const period = form.startsAt && form.endsAt ? delegationErrors({ startsAt: new Date(form.startsAt), endsAt: new Date(form.endsAt) }, now) : {}
  return { ...period, ...Object.fromEntries(missing.map((field) => [field, 'required'])) }
}
