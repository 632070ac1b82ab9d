import { reference } from './columns.ts'

/** Another program acts as a user of its own, who cannot sign in: records, log and idempotency know him like everybody. */
export const statements = [`ALTER TABLE api_keys ADD COLUMN user_id ${reference} NOT NULL AFTER organisation_id`]
