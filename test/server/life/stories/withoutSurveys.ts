import { APPROVERS, CALL_CENTER, customer, look, operate, type Step, type Story } from '../story.ts'

const HANDLERS = ['M0001/mall', 'M0001/mall2'] as const
const DEALER = [...HANDLERS, 'DEPT-S/dept'] as const

const nameAssistant: Step = {
  at: '2026-09-28 13:30', by: 'DEPT-S/dept', operation: 'patch',
  act: async (client, no) => {
    const { version } = await client.getTicket({ params: { no } })
    return client.patchTicket({ params: { no }, body: { version, assistants: ['LINE-1'] } })
  },
}

/** A consult ticket has deadlines and no surveys; a refused return and 重新处理 each open a round. */
export const consult: Story = {
  name: 'a consult ticket', submittedAt: '2026-09-24 18:20',
  input: { type: 'consult', level: 'none', customer: customer('方以宁', 6), mallCode: 'M0001' },
  steps: [
    nameAssistant,
    operate('2026-09-28 14:00', 'M0001/mall', { operation: 'return', reasonCode: 'other' }),
    operate('2026-09-28 16:00', 'HQ/approver', { operation: 'reject_return' }),
    look('2026-09-30 11:30', 'M0001/mall2', { alert: 'none' }),
    look('2026-09-30 12:30', 'M0001/mall2', { alert: 'blue' }),
    operate('2026-09-30 13:00', 'DEPT-S/dept', { operation: 'reply' }),
    operate('2026-09-30 14:00', 'HQ/agent', { operation: 'reprocess' }),
    operate('2026-10-13 11:00', 'M0001/mall', { operation: 'resolve' }),
    operate('2026-10-13 12:00', 'M0001/mall', { operation: 'close' }),
  ],
  fired: [
    ['2026-09-30 12:00', 'reply_due_soon', 'round:2'],
    ['2026-10-09 10:00', 'reply_due_soon', 'round:3'],
    ['2026-10-09 14:00:00.001', 'reply_overdue', 'round:3'],
    ['2026-10-09 14:20', 'resolve_due_soon', 'assignment:1'],
    ['2026-10-09 18:20:00.001', 'resolve_overdue', 'assignment:1'],
  ],
  told: [
    ['submitted', HANDLERS], ['assist_assigned', ['LINE-1/line']],
    ['return_requested', APPROVERS], ['return_decided', HANDLERS], ['handed_back', HANDLERS],
    ['reply_due_soon', HANDLERS], ['replied', CALL_CENTER], ['handed_back', HANDLERS],
    ['reply_due_soon', HANDLERS], ['reply_overdue', DEALER], ['resolve_due_soon', HANDLERS], ['resolve_overdue', DEALER],
    ['resolved', CALL_CENTER], ['closed', CALL_CENTER],
  ],
  tasks: [],
  breaches: [['wrong_return', 'version:4'], ['late_reply', 'round:3'], ['late_resolve', 'assignment:1']],
  end: { state: 'closed', replyTimely: false, resolveTimely: false, replyRound: 3 },
}

/** Submitted on a day off and handled by head office: working days count from 08:30 of the 8th; the department is the dealer. */
export const headOffice: Story = {
  name: 'a complaint of the holiday that head office handles', submittedAt: '2026-10-03 10:00',
  input: { type: 'complaint', level: '5', customer: customer('贺知舟', 7), mallCode: null, headOffice: { reason: 'no_mall', departmentCode: 'DEPT-S' } },
  steps: [],
  fired: [
    ['2026-10-04 09:00', 'survey_contact', 'assignment:1'],
    ['2026-10-10 04:30', 'reply_due_soon', 'round:1'],
    ['2026-10-10 08:30:00.001', 'reply_overdue', 'round:1'],
    ['2026-10-12 09:00', 'survey_follow_up', 'assignment:1'],
    ['2026-10-14 04:30', 'resolve_due_soon', 'assignment:1'],
    ['2026-10-14 08:30:00.001', 'resolve_overdue', 'assignment:1'],
    ['2026-10-15 09:00', 'survey_resolution', 'assignment:1'],
    ['2026-10-15 09:00', 'survey_satisfaction', `assignment:1:visit:${Date.parse('2026-10-14T08:30:00+08:00')}`],
  ],
  told: [
    ['submitted', ['DEPT-S/dept']], ['reply_due_soon', ['DEPT-S/dept']], ['reply_overdue', ['DEPT-S/dept']],
    ['resolve_due_soon', ['DEPT-S/dept']], ['resolve_overdue', ['DEPT-S/dept']],
  ],
  tasks: [['survey_contact', 'open'], ['survey_follow_up', 'open'], ['survey_resolution', 'open'], ['survey_satisfaction', 'open']],
  breaches: [['late_reply', 'round:1'], ['late_resolve', 'assignment:1']],
  end: { state: 'unreplied', replyTimely: false, resolveTimely: false, alert: 'red' },
}
