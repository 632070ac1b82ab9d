import { answer, APPROVERS, CALL_CENTER, customer, instantOf, look, operate, type Story } from '../story.ts'

const HANDLERS = ['M0001/mall', 'M0001/mall2'] as const
const DEALER = [...HANDLERS, 'DEPT-S/dept'] as const
const visit = (moment: string) => `assignment:1:visit:${instantOf(moment).getTime()}`

/**
 * A complaint of the evening before Mid-Autumn (25 to 27 September; 1 to 7 October are off too, Saturday 10 October is
 * worked), through every event of the table: late, handed back three times, its visit date moved, refused, closed.
 */
export const wholeLife: Story = {
  name: 'a complaint over two holidays', submittedAt: '2026-09-24 18:20',
  input: { type: 'complaint', level: '1', customer: customer('沈若兰', 1), mallCode: 'M0001' },
  steps: [
    answer('2026-09-26 10:00', 'survey_contact', { outcome: 'no' }),
    look('2026-09-30 09:30', 'M0001/mall', { alert: 'red', replyTimely: false, replyOpen: true }),
    operate('2026-09-30 10:00', 'M0001/mall', { operation: 'reply' }),
    answer('2026-09-30 10:05', 'survey_follow_up', { outcome: 'unreachable' }),
    answer('2026-09-30 10:25', 'survey_follow_up', { outcome: 'unreachable' }),
    answer('2026-09-30 10:45', 'survey_follow_up', { outcome: 'unreachable' }),
    operate('2026-09-30 15:00', 'HQ/agent2', { operation: 'feedback', channel: 'phone' }),
    operate('2026-09-30 16:00', 'M0001/mall', { operation: 'request_visit', requestedAt: instantOf('2026-11-20 15:00').toISOString(), visitType: 'extend' }),
    // The approver takes another date than was asked for.
    operate('2026-10-08 10:00', 'HQ/approver', { operation: 'approve_visit', visitAt: instantOf('2026-10-20 15:00').toISOString() }),
    // On the deadline itself, which is in time.
    operate('2026-10-09 15:00', 'M0001/mall2', { operation: 'reply' }),
    answer('2026-10-10 10:00', 'survey_resolution', { outcome: 'no' }),
    operate('2026-10-12 10:00', 'M0001/mall', { operation: 'resolve' }),
    operate('2026-10-12 11:00', 'DEPT-S/dept', { operation: 'send_back', reasonCode: 'other' }),
    operate('2026-10-14 08:00', 'M0001/mall', { operation: 'close' }),
    operate('2026-10-14 09:00', 'HQ/approver', { operation: 'reject_closure' }),
    operate('2026-10-16 06:00', 'M0001/mall', { operation: 'close' }),
    operate('2026-10-16 10:00', 'HQ/approver', { operation: 'approve_closure' }),
    answer('2026-10-17 10:00', 'survey_satisfaction', { processed: true, score: 'very_dissatisfied', reason: '太慢' }),
  ],
  fired: [
    // Submitted after 17:00: to be contacted by 12:30 on the 25th.
    ['2026-09-26 09:00', 'survey_contact', 'assignment:1'],
    ['2026-09-29 14:20', 'reply_due_soon', 'round:1'],
    ['2026-09-29 18:20:00.001', 'reply_overdue', 'round:1'],
    ['2026-09-30 09:00', 'survey_follow_up', 'assignment:1'],
    ['2026-10-09 11:00', 'reply_due_soon', 'round:2'],
    ['2026-10-09 14:20', 'resolve_due_soon', 'assignment:1'],
    ['2026-10-09 18:20:00.001', 'resolve_overdue', 'assignment:1'],
    ['2026-10-10 09:00', 'survey_resolution', 'assignment:1'],
    ['2026-10-14 07:00', 'reply_due_soon', 'round:3'],
    ['2026-10-16 05:00', 'reply_due_soon', 'round:4'],
    // The approved closure brought the visit forward from the 20th.
    ['2026-10-17 09:00', 'survey_satisfaction', visit('2026-10-16 10:00')],
  ],
  told: [
    ['submitted', HANDLERS],
    ['survey_breach', DEALER],
    ['reply_due_soon', HANDLERS], ['reply_overdue', DEALER],
    ['replied', CALL_CENTER],
    ['handed_back', HANDLERS],
    ['visit_requested', APPROVERS], ['visit_decided', HANDLERS],
    ['reply_due_soon', HANDLERS], ['resolve_due_soon', HANDLERS],
    ['replied', CALL_CENTER],
    ['resolve_overdue', DEALER],
    ['survey_breach', DEALER],
    ['resolved', CALL_CENTER],
    ['handed_back', HANDLERS], ['reply_due_soon', HANDLERS],
    ['closure_requested', APPROVERS], ['closure_decided', HANDLERS], ['handed_back', HANDLERS],
    ['reply_due_soon', HANDLERS],
    ['closure_requested', APPROVERS], ['closure_decided', HANDLERS], ['closed', CALL_CENTER],
    ['dissatisfied', DEALER],
  ],
  tasks: [['survey_contact', 'done'], ['survey_follow_up', 'unreachable'], ['survey_resolution', 'done'], ['survey_satisfaction', 'done']],
  breaches: [
    ['late_contact', 'assignment:1'], ['late_reply', 'round:1'], ['late_resolve', 'assignment:1'], ['late_process', 'assignment:1'], ['dissatisfied', 'assignment:1'],
  ],
  end: {
    state: 'closed', replyTimely: false, resolveTimely: false, contactTimely: false, followUpTimely: null, processTimely: false,
    visitAt: instantOf('2026-10-16 10:00').toISOString(), replyRound: 4,
  },
}
