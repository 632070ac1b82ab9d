import { answer, APPROVERS, CALL_CENTER, customer, instantOf, operate, type Story } from '../story.ts'

const HANDLERS = ['M0002/mall'] as const
const DEALER = [...HANDLERS, 'DEPT-S/dept'] as const
const visit = (moment: string) => `assignment:1:visit:${instantOf(moment).getTime()}`

/** Two rounds open at once, each late for itself; the visit moved after its survey had come, so that a new one comes. */
export const lateEverywhere: Story = {
  name: 'a service ticket that is late everywhere', submittedAt: '2026-09-24 18:20',
  input: { type: 'service', level: 'B', customer: customer('周一鸣', 2), mallCode: 'M0002' },
  steps: [
    operate('2026-09-28 11:00', 'HQ/agent', { operation: 'feedback', channel: 'phone' }),
    operate('2026-09-28 11:30', 'M0002/mall', { operation: 'request_visit', requestedAt: instantOf('2026-11-20 15:00').toISOString(), visitType: 'extend' }),
    operate('2026-10-10 12:00', 'HQ/approver', { operation: 'approve_visit', visitAt: instantOf('2026-10-20 15:00').toISOString() }),
    answer('2026-10-12 10:30', 'survey_contact', { outcome: 'yes' }),
    answer('2026-10-12 10:31', 'survey_follow_up', { outcome: 'yes' }),
    answer('2026-10-12 10:32', 'survey_resolution', { outcome: 'yes' }),
    operate('2026-10-13 10:00', 'M0002/mall', { operation: 'reply' }),
    answer('2026-10-21 10:00', 'survey_satisfaction', { processed: true, score: 'satisfied' }),
  ],
  fired: [
    ['2026-09-26 09:00', 'survey_contact', 'assignment:1'],
    ['2026-09-29 14:20', 'reply_due_soon', 'round:1'],
    ['2026-09-29 18:20:00.001', 'reply_overdue', 'round:1'],
    ['2026-09-30 07:00', 'reply_due_soon', 'round:2'],
    ['2026-09-30 09:00', 'survey_follow_up', 'assignment:1'],
    ['2026-09-30 11:00:00.001', 'reply_overdue', 'round:2'],
    ['2026-10-09 14:20', 'resolve_due_soon', 'assignment:1'],
    ['2026-10-09 18:20:00.001', 'resolve_overdue', 'assignment:1'],
    ['2026-10-10 09:00', 'survey_resolution', 'assignment:1'],
    ['2026-10-10 09:00', 'survey_satisfaction', visit('2026-10-09 18:20')],
    ['2026-10-21 09:00', 'survey_satisfaction', visit('2026-10-20 15:00')],
  ],
  told: [
    ['submitted', HANDLERS],
    ['handed_back', HANDLERS],
    ['visit_requested', APPROVERS],
    ['reply_due_soon', HANDLERS], ['reply_overdue', DEALER],
    ['reply_due_soon', HANDLERS], ['reply_overdue', DEALER],
    ['resolve_due_soon', HANDLERS], ['resolve_overdue', DEALER],
    ['visit_decided', HANDLERS],
    ['replied', CALL_CENTER],
  ],
  tasks: [
    ['survey_contact', 'done'], ['survey_follow_up', 'done'], ['survey_resolution', 'done'], ['survey_satisfaction', 'ended'], ['survey_satisfaction', 'done'],
  ],
  breaches: [['late_reply', 'round:1'], ['late_reply', 'round:2'], ['late_resolve', 'assignment:1']],
  end: {
    state: 'closed', replyTimely: false, resolveTimely: false, contactTimely: true, followUpTimely: true, processTimely: true,
    visitAt: instantOf('2026-10-20 15:00').toISOString(), replyRound: 2,
  },
}
