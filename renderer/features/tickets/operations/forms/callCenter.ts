import type { OperationForm } from './form.ts'

/** What the call center does. */
export const callCenterForms = {
  submit: { icon: 'send', fields: ['destination'] },
  feedback: { icon: 'incoming-call', fields: ['content', 'channel', 'cause'] },
  reprocess: { icon: 'refresh', fields: ['content'] },
  evaluate: { icon: 'checklist', fields: ['evaluation', 'content'] },
  escalate: { icon: 'escalate', fields: ['level', 'content'] },
  cancel: { icon: 'state-cancelled', fields: ['content'], refuses: true, warns: true },
} as const satisfies Record<string, OperationForm>
