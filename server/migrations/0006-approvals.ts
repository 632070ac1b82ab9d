/** The lists of requests: decided ones newest first, and those of a mall. */
export const statements = [
  'ALTER TABLE requests ADD KEY requests_decided (decided_at, id), ADD KEY requests_mall (mall_id, kind, requested_at, id)',
]
