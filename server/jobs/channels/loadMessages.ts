import { QueryTypes } from 'sequelize'
import { standardTemplate } from '#shared/domain/channels/outsideNotices.ts'
import type { OutsideChannel } from '#shared/domain/notices.ts'
import type { TicketEvent } from '#shared/domain/ticket/effects.ts'
import type { TicketType } from '#shared/domain/ticket/types.ts'
import type { OutsideMessage } from '../../channels/outsideMessage.ts'
import { findRows } from '../../database/database.ts'
import type { Services } from '../../services.ts'

interface Row {
  id: number
  messageId: string
  event: TicketEvent
  at: Date
  late: number
  ticketNo: string
  ticketType: TicketType
  customerName: string
  replyDueAt: Date | null
  resolveDueAt: Date | null
  visitAt: Date | null
  mallName: string | null
  name: string
  account: string
  phone: string | null
  active: number
  organisationCode: string
  organisationName: string
}

const ROWS = `
  SELECT d.id, d.message_id AS messageId, e.kind AS event, e.at, e.late, t.no AS ticketNo, t.type AS ticketType, t.customer_name AS customerName,
    t.reply_due_at AS replyDueAt, t.resolve_due_at AS resolveDueAt, t.visit_at AS visitAt, m.name AS mallName,
    u.name, u.account, u.phone, u.active, o.code AS organisationCode, o.name AS organisationName
  FROM dispatches d JOIN events e ON e.id = d.event_id JOIN tickets t ON t.id = e.ticket_id LEFT JOIN organisations m ON m.id = t.mall_id
    JOIN users u ON u.id = d.user_id JOIN organisations o ON o.id = u.organisation_id
  WHERE d.id IN (:ids)`

export interface LoadedMessage {
  message: OutsideMessage
  /** Who cannot sign in any more is told nothing. */
  active: boolean
}

/** What the messages are about and to whom they go, as it is now. One that belongs to nothing any more is left out. */
export async function loadMessages({ database }: Services, channel: OutsideChannel, ids: readonly number[]): Promise<ReadonlyMap<number, LoadedMessage>> {
  const [rows, templates] = await Promise.all([
    database.sequelize.query<Row>(ROWS, { replacements: { ids }, type: QueryTypes.SELECT }),
    findRows(database.tables.templates, { channel }, { attributes: ['event', 'text'] }),
  ])
  const changed = new Map(templates.map(({ event, text }) => [event, text]))
  return new Map(rows.map((row): [number, LoadedMessage] => {
    const { messageId, event, at, ticketNo, ticketType, mallName, customerName, replyDueAt, resolveDueAt, visitAt, name, account, phone, organisationCode, organisationName } = row
    return [Number(row.id), {
      active: Boolean(row.active),
      message: {
        messageId, test: false, late: Boolean(row.late), template: changed.get(event) ?? standardTemplate(event),
        facts: { event, at, ticketNo, ticketType, mallName, customerName, replyDueAt, resolveDueAt, visitAt, recipientName: name, organisationName },
        recipient: { name, account, phone, organisationCode, organisationName },
      },
    }]
  }))
}
