import type { OutboxItem } from '#shared/contract/localStore.ts'
import type { IconName } from '../../../components/icons/iconShapes.ts'
import { fieldAt } from '../../calls/submit/fieldErrors.ts'
import type { TicketFieldName } from '../../calls/draft/callDraft.ts'

/** Bytes of an item's files. */
export const sizeOf = (item: Pick<OutboxItem, 'files'>): number => item.files.reduce((sum, file) => sum + file.size, 0)

export const iconOf: Readonly<Record<OutboxItem['state'], IconName>> = { refused: 'warning', sending: 'send', waiting: 'clock', delivered: 'check' }

/** What of a field the form calls by another word than its own name. */
const wordOfField: Partial<Record<TicketFieldName, string>> = {
  mallCode: 'mall', departmentCode: 'department', contractNo: 'contract', causeCode: 'cause', toHeadOffice: 'mall', channelMajor: 'salesChannel', channelMiddle: 'salesChannel', channelMinor: 'salesChannel',
  province: 'region', city: 'region', district: 'region', brand: 'brand', category: 'category',
}
/** The key of the word for a field of a refused body, below `call.field`; null for what belongs to no field. */
export function fieldWordOf(path: string): string | null {
  if (path === 'content') return 'words'
  const field = fieldAt(path)
  return field === 'form' ? null : (wordOfField[field] ?? field)
}

/** Whether it was delivered on this day of this machine. @param now ms */
export function isOfToday(item: Pick<OutboxItem, 'deliveredAt'>, now: number): boolean {
  return item.deliveredAt !== null && new Date(item.deliveredAt).toDateString() === new Date(now).toDateString()
}
