import type { OutboxItem, Refusal } from '#shared/contract/localStore.ts'
import type { ApiProblem } from '../../../api/problem.ts'

/** The ticket of a feedback has ended: a linked new ticket is proposed (`workflow.md`, rule 6). */
export const TICKET_FINISHED = 'ticket_finished'
/** The item cannot be read or its file is not on this machine as it was; it needs a person as a refusal does. */
export const UNREADABLE = 'item_unreadable'
export const FILE_UNREADABLE = 'file_unreadable'

/** A refusal that this machine finds itself. */
export class ItemFault extends Error {
  override readonly name = 'ItemFault'
  readonly code: typeof TICKET_FINISHED | typeof UNREADABLE | typeof FILE_UNREADABLE
  /** The answer in which it was found, where there is one. */
  readonly problem: ApiProblem | null
  constructor(code: ItemFault['code'], problem: ApiProblem | null = null) {
    super(code)
    this.code = code
    this.problem = problem
  }
}

const copied = (errors: Readonly<Record<string, readonly string[]>>): Record<string, string[]> =>
  Object.fromEntries(Object.entries(errors).map(([field, codes]) => [field, [...codes]]))

/**
 * A refusal as the store keeps it.
 * @param now ms
 * @param code instead of the server's own
 */
export function refusalOf(problem: ApiProblem | null, now: number, code?: string): Refusal {
  return {
    code: (code ?? problem?.code ?? UNREADABLE).slice(0, 60), status: problem?.status ?? 0, requestId: problem?.requestId?.slice(0, 100) ?? null,
    detail: problem?.detail?.slice(0, 2_000) ?? null, errors: copied(problem?.errors ?? {}), guards: [...(problem?.guards ?? [])], at: new Date(now).toISOString(),
  }
}

/** Whether a linked new ticket is the way out of a refusal. */
export const proposesFollowUp = (item: Pick<OutboxItem, 'refusal' | 'ticketNo'>): boolean => item.refusal?.code === TICKET_FINISHED && item.ticketNo !== null
