import type { ModelTicket } from './modelTicket.ts'

/** What is wrong with a request in itself and in the light of the ticket (422), written from `workflow.md` and `api.md`. */

export type Body = Record<string, unknown>

/** Rule 11: these, and every refusal. */
const CONTENT_REQUIRED = ['reply', 'resolve', 'close', 'return', 'send_back', 'assist_reply', 'feedback', 'request_visit']
const REASON_REQUIRED = ['return', 'send_back']
/** The reasons and causes of the test world. */
const REASONS = ['wrong_mall', 'other']
const CAUSES = ['quality', 'other']
const COMPLAINT_LEVELS = ['1', '2', '3', '4', '5', 'none']
const SCORES = ['very_satisfied', 'satisfied', 'neutral', 'dissatisfied', 'very_dissatisfied']

const COMMON_FIELDS = ['operation', 'version', 'content', 'causeCode', 'reasonCode', 'attachmentIds']
const EXTRA_FIELDS: Record<string, string[]> = {
  request_visit: ['requestedAt', 'visitType'], approve_visit: ['visitAt'], evaluate: ['processed', 'score', 'reason'],
  submit: ['mallCode', 'headOffice'], feedback: ['channel', 'calledAt', 'callId'], escalate: ['level'],
}

/** Decisions on requests carry no version (rule 9). */
export const isDecision = (operation: string): boolean => /^(approve|reject)_/.test(operation)

const isText = (value: unknown): boolean => typeof value === 'string' && value.trim().length >= 1 && value.trim().length <= 5000

/** Rule 7 and `api.md`: not in the past, not the present date. */
const isBadVisitDate = (ticket: ModelTicket, wanted: number, now: number): boolean => wanted <= now || wanted === ticket.visitAt

function isBadVisitRequest(ticket: ModelTicket, body: Body, now: number): boolean {
  if (typeof body['requestedAt'] !== 'string' || (body['visitType'] !== 'advance' && body['visitType'] !== 'extend')) return true
  const wanted = Date.parse(body['requestedAt'])
  if (isBadVisitDate(ticket, wanted, now)) return true
  return ticket.visitAt !== null && (wanted < ticket.visitAt) !== (body['visitType'] === 'advance')
}

function isBadExtra(ticket: ModelTicket, operation: string, body: Body, now: number): boolean {
  switch (operation) {
    case 'request_visit': return isBadVisitRequest(ticket, body, now)
    case 'approve_visit': {
      const wanted = typeof body['visitAt'] === 'string' ? Date.parse(body['visitAt']) : ticket.pending.visit?.requestedAt
      return wanted !== undefined && isBadVisitDate(ticket, wanted, now)
    }
    case 'evaluate': return typeof body['processed'] !== 'boolean' || (body['score'] !== undefined && !SCORES.includes(String(body['score'])))
    case 'submit': return body['mallCode'] !== undefined && body['headOffice'] !== undefined
    case 'feedback': return body['channel'] !== 'phone'
    case 'escalate': return body['level'] !== undefined && !COMPLAINT_LEVELS.includes(String(body['level']))
    default: return false
  }
}

export function isInvalid(ticket: ModelTicket, operations: readonly string[], body: Body, now: number): boolean {
  const operation = String(body['operation'])
  if (!operations.includes(operation)) return true
  const fields = [...COMMON_FIELDS, ...(EXTRA_FIELDS[operation] ?? [])]
  if (Object.keys(body).some((field) => !fields.includes(field))) return true
  const version = body['version']
  if (version === undefined ? !isDecision(operation) : !(Number.isInteger(version) && Number(version) > 0)) return true
  if ((CONTENT_REQUIRED.includes(operation) || operation.startsWith('reject_')) && !isText(body['content'])) return true
  if (REASON_REQUIRED.includes(operation) && body['reasonCode'] === undefined) return true
  if (body['reasonCode'] !== undefined && !REASONS.includes(String(body['reasonCode']))) return true
  if (body['causeCode'] !== undefined && !CAUSES.includes(String(body['causeCode']))) return true
  return isBadExtra(ticket, operation, body, now)
}
