import type { DecisionResults, Decisions } from '#shared/contract/approval.ts'
import { client } from '../../../api/client.ts'
import { toProblem } from '../../../api/problem.ts'

export type Decision = Decisions['decisions'][number]
export type DecisionResult = DecisionResults['results'][number]

/** The most that one request may hold (`shared/contract/approval.ts`). */
const AT_ONCE = 100

/** Requests without an answer, by their body: sent again under the same key, nothing is decided twice. */
const unanswered = new Map<string, string>()

async function sendOnce(decisions: Decision[]): Promise<DecisionResult[]> {
  const body = { decisions }
  const text = JSON.stringify(body)
  const key = unanswered.get(text) ?? crypto.randomUUID()
  unanswered.set(text, key)
  try {
    const answer = await client.decideApprovals({ body }, { idempotencyKey: key })
    unanswered.delete(text)
    return answer.results
  } catch (error) {
    const { status } = toProblem(error)
    if (status !== 0 && status < 500 && status !== 401 && status !== 429) unanswered.delete(text)
    throw error
  }
}

/**
 * Decides requests, each on its own.
 * @param onPart hears of every part that was answered, so that a later failure does not hide it
 * @throws ApiProblem where a part has no answer; what was answered before stands
 */
export async function sendDecisions(decisions: readonly Decision[], onPart: (results: readonly DecisionResult[]) => void): Promise<void> {
  for (let from = 0; from < decisions.length; from += AT_ONCE) onPart(await sendOnce(decisions.slice(from, from + AT_ONCE)))
}
