import type { Ticket } from '#shared/contract/ticket.ts'

type Translate = (key: string, values?: Record<string, unknown>) => string

/** Who handles a ticket, as lists write it: `M0001 澜州江北商场`, `总部 · 淘汰商场`, or nothing before the submission. */
export function mallWords(ticket: Pick<Ticket, 'mall' | 'headOffice'>, t: Translate): string {
  if (ticket.mall) return `${ticket.mall.code} ${ticket.mall.name}`
  return ticket.headOffice ? t('list.head.headOffice', { reason: t(`enums.headOfficeReason.${ticket.headOffice.reason}`) }) : ''
}

/** The text of a ticket's tab: `投诉 2609002984`. */
export const ticketTitle = (ticket: Pick<Ticket, 'type' | 'no'>, t: Translate): string => `${t(`enums.typeShort.${ticket.type}`)} ${ticket.no}`
