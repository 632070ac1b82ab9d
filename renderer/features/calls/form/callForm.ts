import { inject, provide } from 'vue'
import type { InjectionKey } from 'vue'
import { useI18n } from 'vue-i18n'
import { isPrefilled, type CallDraft, type TicketFieldName } from '../draft/callDraft.ts'
import type { AttachmentsState } from '../../attachments/useAttachments.ts'
import type { Caller } from '../caller/useCaller.ts'
import type { useTicketSubmission } from '../submit/useTicketSubmission.ts'

/** What the parts of one call form share. */
export interface CallForm {
  readonly draft: CallDraft
  readonly caller: Caller
  readonly submission: ReturnType<typeof useTicketSubmission>
  readonly attachments: AttachmentsState
}

const callFormKey: InjectionKey<CallForm> = Symbol('callForm')

export const provideCallForm = (form: CallForm): void => provide(callFormKey, form)

/**
 * The form that the calling component is a part of.
 * @throws Error outside a call form
 */
export function useCallForm(): CallForm {
  const form = inject(callFormKey)
  if (!form) throw new Error('useCallForm outside a call form')
  return form
}

/** How a field is drawn: its errors in words, and whether the program filled it in. */
export function useFieldLook(): { errorsOf: (...fields: TicketFieldName[]) => string[]; prefilled: (field: TicketFieldName) => boolean } {
  const { draft, submission } = useCallForm()
  const { t, te } = useI18n()
  const word = (code: string): string => t([`call.error.${code}`, `errors.field.${code}`].find((known) => te(known)) ?? 'errors.field.unknown')
  return {
    errorsOf: (...fields) => [...new Set(fields.flatMap((field) => submission.errors.value[field] ?? []).map(word))],
    prefilled: (field) => isPrefilled(draft, field),
  }
}
