import { code, instant, reference } from './columns.ts'

/**
 * Lists that had to look up each of their tickets elsewhere read an index of their own: an assisting party's, with what they
 * are made of beside the party's name, and what a mall has not read, which was sought among all that it has.
 */
export const statements = [
  `ALTER TABLE ticket_assistants
    ADD COLUMN state ${code(24)} NULL, ADD COLUMN received_at ${instant} NULL, ADD COLUMN last_event_at ${instant} NULL, ADD COLUMN first_submitted_at ${instant} NULL, ADD COLUMN marks ${code(100)} NULL`,
  {
    byTickets: `UPDATE ticket_assistants s FORCE INDEX (PRIMARY) JOIN tickets t ON t.id = s.ticket_id
   SET s.created_at = t.created_at, s.state = IF(t.submitted_at IS NULL, NULL, t.state), s.received_at = t.received_at, s.last_event_at = t.last_event_at, s.first_submitted_at = t.first_submitted_at,
     s.marks = (SELECT GROUP_CONCAT(m.mark ORDER BY m.mark) FROM ticket_marks m WHERE m.ticket_id = t.id)
   WHERE s.ticket_id > :after AND s.ticket_id <= :until`,
  },
  `ALTER TABLE ticket_assistants
    DROP KEY ticket_assistants_list, ADD KEY ticket_assistants_list (organisation_id, created_at DESC, ticket_id DESC, state, marks),
    ADD KEY ticket_assistants_state (organisation_id, state, created_at DESC, ticket_id DESC),
    ADD KEY ticket_assistants_received (organisation_id, state, received_at DESC, ticket_id DESC),
    ADD KEY ticket_assistants_events (organisation_id, last_event_at DESC, ticket_id DESC, state),
    ADD KEY ticket_assistants_submitted (organisation_id, first_submitted_at DESC, ticket_id DESC, state)`,
  `ALTER TABLE tickets ADD COLUMN unread_mall_id ${reference} NULL`,
  {
    byTickets: `UPDATE tickets t SET t.unread_mall_id = t.scope_mall_id WHERE t.id > :after AND t.id <= :until AND t.scope_mall_id IS NOT NULL AND NOT EXISTS (
     SELECT 1 FROM ticket_reads u WHERE u.reader = CONVERT(CONCAT('mall:', t.scope_mall_id) USING ascii) COLLATE ascii_bin AND u.ticket_id = t.id AND u.scope = u.reader AND u.read_at >= t.last_event_at)`,
  },
  // A mall's figures are read in the order of first submission; of few tickets each was fetched to be sorted.
  `ALTER TABLE tickets ADD KEY tickets_mall_unread (unread_mall_id, last_event_at DESC, id DESC),
    ADD KEY tickets_mall_submitted (scope_mall_id, first_submitted_at DESC, id DESC, state, type, second_complaint, escalated_at, satisfaction_score,
      reply_timely, resolve_timely, contact_timely, follow_up_timely, process_timely)`,
]
