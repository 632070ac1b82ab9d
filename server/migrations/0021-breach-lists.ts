/** Breaches are listed by indexes that end in their order and hold what they are narrowed by, and exports give signs of life. */
export const statements = [
  // Whatever the list is narrowed to, what does not fit is passed over in the index and not fetched.
  `ALTER TABLE breaches
    DROP KEY breaches_at, ADD KEY breaches_at (happened_at DESC, id DESC, mall_id, department_id, kind, withdrawn_at, ticket_id),
    DROP KEY breaches_kind, ADD KEY breaches_kind (kind, happened_at DESC, id DESC, mall_id, department_id, withdrawn_at),
    DROP KEY breaches_mall, ADD KEY breaches_mall (mall_id, happened_at DESC, id DESC, department_id, kind, withdrawn_at),
    DROP KEY breaches_report,
    ADD KEY breaches_department (department_id, happened_at DESC, id DESC, mall_id, kind, withdrawn_at),
    ADD KEY breaches_ticket (ticket_id, kind, withdrawn_at, happened_at),
    ADD KEY breaches_department_kind (department_id, kind, happened_at DESC, id DESC, mall_id, withdrawn_at)`,
  // Counted up while an export runs: that of a server that is gone stands still, whatever clocks say.
  'ALTER TABLE exports ADD COLUMN beats INT UNSIGNED NOT NULL DEFAULT 0',
]
