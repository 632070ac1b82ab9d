import type { TicketEvent } from '../ticket/effects.ts'
import type { TicketType } from '../ticket/types.ts'

/** Messages outside the program are written in Chinese, whatever language a page is read in. */
export const TYPE_WORDS: Record<TicketType, string> = { complaint: '投诉', service: '售服', consult: '咨询' }

/** The names of the events that leave the program. */
export const EVENT_WORDS: Partial<Record<TicketEvent, string>> = {
  submitted: '新工单', handed_back: '工单转回，请继续处理', reply_due_soon: '回复即将到期', resolve_due_soon: '解决即将到期', reply_overdue: '回复已逾期', resolve_overdue: '解决已逾期',
  return_decided: '退回申请已审批', visit_decided: '回访时间申请已审批', closure_decided: '闭环申请已审批', survey_breach: '回访记一次违约', dissatisfied: '客户对处理不满意', assist_assigned: '请协助处理',
}

/** The program's own words for an event, until an administrator writes others. */
export const STANDARD_TEXTS: Partial<Record<TicketEvent, string>> = {
  submitted: '您有新的{ticketType}工单{ticketNo}（{mallName}，客户{customer}），请于{due}前回复。',
  handed_back: '{ticketType}工单{ticketNo}（{mallName}）已转回，请继续处理并于{due}前回复。',
  reply_due_soon: '{ticketType}工单{ticketNo}（{mallName}）的回复即将到期，请于{due}前回复。',
  resolve_due_soon: '{ticketType}工单{ticketNo}（{mallName}）的解决即将到期，请于{due}前解决。',
  reply_overdue: '{ticketType}工单{ticketNo}（{mallName}）回复已逾期，应于{due}前回复，请立即处理。',
  resolve_overdue: '{ticketType}工单{ticketNo}（{mallName}）解决已逾期，应于{due}前解决，请立即处理。',
  return_decided: '{ticketType}工单{ticketNo}（{mallName}）的退回申请已审批，请在系统中查看结果。',
  visit_decided: '{ticketType}工单{ticketNo}（{mallName}）的回访时间申请已审批，回访时间为{due}。',
  closure_decided: '{ticketType}工单{ticketNo}（{mallName}）的闭环申请已审批，请在系统中查看结果。',
  survey_breach: '{ticketType}工单{ticketNo}（{mallName}）在回访中记一次违约（未及时联系或未及时处理），请查看。',
  dissatisfied: '{ticketType}工单{ticketNo}（{mallName}）的客户对处理结果不满意，请查看并跟进。',
  assist_assigned: '请协助处理{ticketType}工单{ticketNo}（{mallName}）。',
}
