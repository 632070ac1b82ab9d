import type { OperationForm } from './form.ts'

/** What malls, departments and assisting parties do. */
export const dealerForms = {
  reply: { icon: 'chat', fields: ['content', 'cause'], hint: 'five_w_two_h' },
  resolve: { icon: 'state-resolved', fields: ['content', 'cause'], hint: 'final_solution' },
  close: { icon: 'check', fields: ['content'], warns: true },
  return: { icon: 'return', fields: ['reason', 'content'], warns: true },
  request_visit: { icon: 'calendar', fields: ['visit_date', 'content'] },
  send_back: { icon: 'return', fields: ['reason', 'content'], refuses: true },
  assist_reply: { icon: 'assist', fields: ['content', 'cause'] },
} as const satisfies Record<string, OperationForm>
