import type { OperationForm } from './form.ts'

/** Decisions on requests of malls and departments. */
export const approvalForms = {
  approve_return: { icon: 'check', fields: ['content'], warns: true },
  reject_return: { icon: 'close', fields: ['content'], refuses: true },
  approve_closure: { icon: 'check', fields: ['content'] },
  reject_closure: { icon: 'close', fields: ['content'], refuses: true },
  approve_visit: { icon: 'check', fields: ['visit_decision', 'content'] },
  reject_visit: { icon: 'close', fields: ['content'], refuses: true },
} as const satisfies Record<string, OperationForm>
