import type { TicketEvent } from '#shared/domain/ticket/effects.ts'
import type { IconName } from '../../components/icons/iconShapes.ts'

/** How an event is drawn. Blue and red are the clock's colours; the words beside say the same. */
export interface EventLook {
  readonly icon: IconName
  readonly tone: 'blue' | 'red' | 'none'
}

const plain = (icon: IconName): EventLook => ({ icon, tone: 'none' })

const looks: Partial<Record<TicketEvent, EventLook>> = {
  submitted: plain('inbox'), handed_back: plain('return'), assist_assigned: plain('assist'),
  reply_due_soon: { icon: 'alarm', tone: 'blue' }, resolve_due_soon: { icon: 'alarm', tone: 'blue' },
  reply_overdue: { icon: 'overdue', tone: 'red' }, resolve_overdue: { icon: 'overdue', tone: 'red' },
  return_requested: plain('checklist'), visit_requested: plain('calendar'), closure_requested: plain('checklist'),
  return_decided: plain('state-closed'), visit_decided: plain('state-closed'), closure_decided: plain('state-closed'),
  survey_breach: plain('warning'), dissatisfied: plain('phone'),
  replied: plain('chat'), resolved: plain('state-resolved'), closed: plain('check'),
}

export const eventLook = (event: TicketEvent): EventLook => looks[event] ?? plain('bell')
