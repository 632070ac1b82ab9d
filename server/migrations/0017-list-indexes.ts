/**
 * What most conditions ask for stands in the index that a list is read by, so that a row which does not fit is passed over
 * without being fetched; all of it descending, because a database checks an index's columns only in its own direction.
 */
const conditions = 'state, type, level, brand, category, cause_code, mall_id, created_by_name, customer_type, second_complaint, satisfaction_score, city, handler_name'

/** Indexes of lists. Each of them ends in the order of its list and the id, so that nothing is sorted. */
export const statements = [
  `ALTER TABLE tickets
    DROP KEY tickets_created, ADD KEY tickets_created (created_at DESC, id DESC, ${conditions}),
    DROP KEY tickets_mall_created, ADD KEY tickets_mall_created (scope_mall_id, created_at DESC, id DESC, ${conditions}),
    DROP KEY tickets_department_created, ADD KEY tickets_department_created (scope_department_id, created_at DESC, id DESC, ${conditions}),
    DROP KEY tickets_first_submitted,
    ADD KEY tickets_first_submitted (first_submitted_at DESC, id DESC, state, scope_mall_id, scope_department_id, type, second_complaint, escalated_at, satisfaction_score,
      reply_timely, resolve_timely, contact_timely, follow_up_timely, process_timely),
    ADD KEY tickets_of_mall (mall_id, created_at DESC, id DESC, type, brand, category, cause_code),
    ADD KEY tickets_creator (created_by_name, created_at DESC, id DESC, type, brand, category, cause_code),
    ADD KEY tickets_handler_name (handler_name, created_at DESC, id DESC, type, brand, category, cause_code),
    ADD KEY tickets_brand (brand, created_at DESC, id DESC, type, category, cause_code, level),
    ADD KEY tickets_cause (cause_code, created_at DESC, id DESC, type, brand, category, level),
    ADD KEY tickets_submitted (submitted_at, id), ADD KEY tickets_feedback (feedback_count, id), ADD KEY tickets_reply_due (reply_due_at, id),
    ADD KEY tickets_resolve_due (resolve_due_at, id), ADD KEY tickets_visit (visit_at, id), ADD KEY tickets_received_at (received_at, id),
    ADD KEY tickets_updated (updated_at, id), ADD KEY tickets_closed (closed_at, id),
    DROP KEY tickets_live, DROP KEY tickets_handler`,
  // Pending requests are few and have requests_queue; the decided ones are read by whose they are, newest first.
  `ALTER TABLE requests DROP KEY requests_decided, ADD KEY requests_kind (kind, decided_at DESC, id DESC),
    DROP KEY requests_mall, ADD KEY requests_mall (mall_id, kind, decided_at DESC, id DESC, requested_organisation_id, ticket_id),
    DROP KEY requests_department, ADD KEY requests_department (department_id, kind, decided_at DESC, id DESC, requested_organisation_id, ticket_id),
    DROP KEY requests_organisation, ADD KEY requests_organisation (requested_organisation_id, kind, decided_at DESC, id DESC)`,
  // Assisting parties read theirs in the order of creation. The default is for servers of the version before, which are still at work during an upgrade.
  "ALTER TABLE ticket_assistants ADD COLUMN created_at DATETIME(3) NOT NULL DEFAULT '2000-01-01 00:00:00.000', ADD KEY ticket_assistants_list (organisation_id, created_at, ticket_id)",
  'UPDATE ticket_assistants a JOIN tickets t ON t.id = a.ticket_id SET a.created_at = t.created_at',
]
