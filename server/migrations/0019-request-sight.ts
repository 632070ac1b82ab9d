import { reference } from './columns.ts'

/**
 * Which mall and which department have a request in their lists because they have its ticket: what only the ticket said,
 * and every count of a list of requests looked up there, stands with the request.
 */
export const statements = [
  `ALTER TABLE requests ADD COLUMN seen_by_mall_id ${reference} NULL, ADD COLUMN seen_by_department_id ${reference} NULL,
    DROP KEY requests_mall, ADD KEY requests_mall (seen_by_mall_id, kind, decided_at DESC, id DESC, requested_organisation_id),
    DROP KEY requests_department, ADD KEY requests_department (seen_by_department_id, kind, decided_at DESC, id DESC, requested_organisation_id)`,
  `UPDATE requests r JOIN tickets t ON t.id = r.ticket_id
   SET r.seen_by_mall_id = IF(r.mall_id = t.scope_mall_id, r.mall_id, NULL), r.seen_by_department_id = IF(r.department_id = t.scope_department_id, r.department_id, NULL)`,
]
