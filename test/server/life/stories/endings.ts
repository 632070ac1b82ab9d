import { answer, APPROVERS, CALL_CENTER, customer, instantOf, operate, type Story } from '../story.ts'

const HANDLERS = ['M0001/mall', 'M0001/mall2'] as const

/** Closed before the surveys of follow-up and resolution are due: they end; the visit comes forward to the closing. */
export const closedEarly: Story = {
  name: 'a service ticket that is closed early', submittedAt: '2026-09-24 18:20',
  input: { type: 'service', level: 'A', customer: customer('许安', 3), mallCode: 'M0001' },
  steps: [
    operate('2026-09-28 12:00', 'M0001/mall', { operation: 'reply' }),
    // Less than 40 days after the creation: approved at once.
    operate('2026-09-28 12:30', 'M0001/mall', { operation: 'request_visit', requestedAt: instantOf('2026-10-15 10:00').toISOString(), visitType: 'extend' }),
    operate('2026-09-29 12:00', 'M0001/mall2', { operation: 'close' }),
    answer('2026-09-30 10:35', 'survey_contact', { outcome: 'yes' }),
    answer('2026-09-30 10:36', 'survey_satisfaction', { processed: true, score: 'very_satisfied' }),
  ],
  fired: [
    ['2026-09-26 09:00', 'survey_contact', 'assignment:1'],
    ['2026-09-30 09:00', 'survey_satisfaction', `assignment:1:visit:${instantOf('2026-09-29 12:00').getTime()}`],
  ],
  told: [['submitted', HANDLERS], ['replied', CALL_CENTER], ['visit_decided', HANDLERS], ['closed', CALL_CENTER]],
  tasks: [['survey_contact', 'done'], ['survey_satisfaction', 'done']],
  breaches: [],
  end: {
    state: 'closed', replyTimely: true, resolveTimely: true, contactTimely: true, followUpTimely: null, processTimely: null,
    visitAt: instantOf('2026-09-29 12:00').toISOString(),
  },
}

/** An approved return ends all that was to come; submitted to another mall everything starts anew; cancelling ends that. */
export const returned: Story = {
  name: 'a complaint that is returned, submitted again and cancelled', submittedAt: '2026-09-24 18:20',
  input: { type: 'complaint', level: '3', customer: customer('林夏', 4), mallCode: 'M0001' },
  steps: [
    operate('2026-09-29 15:00', 'M0001/mall', { operation: 'return', reasonCode: 'wrong_mall' }),
    operate('2026-09-30 11:30', 'HQ/approver', { operation: 'approve_return' }),
    operate('2026-10-08 11:30', 'HQ/agent', { operation: 'submit', mallCode: 'M0003' }),
    operate('2026-10-09 12:00', 'M0003/mall', { operation: 'reply' }),
    operate('2026-10-12 13:00', 'HQ/agent', { operation: 'cancel' }),
  ],
  fired: [
    ['2026-09-26 09:00', 'survey_contact', 'assignment:1'],
    ['2026-09-29 14:20', 'reply_due_soon', 'round:1'],
    ['2026-09-30 09:00', 'survey_follow_up', 'assignment:1'],
    ['2026-10-09 09:00', 'survey_contact', 'assignment:2'],
    ['2026-10-12 09:00', 'survey_follow_up', 'assignment:2'],
  ],
  told: [
    ['submitted', HANDLERS], ['reply_due_soon', HANDLERS], ['return_requested', APPROVERS], ['return_decided', HANDLERS],
    ['submitted', ['M0003/mall']], ['replied', CALL_CENTER],
  ],
  tasks: [['survey_contact', 'ended'], ['survey_follow_up', 'ended'], ['survey_contact', 'ended'], ['survey_follow_up', 'ended']],
  breaches: [],
  end: { state: 'cancelled', resolveTimely: null, contactTimely: null, followUpTimely: null },
}

/** Cancelled on the first working day: only what had come by then came. */
export const cancelled: Story = {
  name: 'a service ticket that is cancelled', submittedAt: '2026-09-24 18:20',
  input: { type: 'service', level: 'C', customer: customer('顾小北', 5), mallCode: 'M0002' },
  steps: [operate('2026-09-28 13:00', 'HQ/agent', { operation: 'cancel' })],
  fired: [['2026-09-26 09:00', 'survey_contact', 'assignment:1']],
  told: [['submitted', ['M0002/mall']]],
  tasks: [['survey_contact', 'ended']],
  breaches: [],
  end: { state: 'cancelled', replyTimely: null, resolveTimely: null },
}
