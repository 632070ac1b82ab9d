import { code, createTable, instant, reference } from './columns.ts'

/** Contents of attachments, once for each hash, and uploads in progress. */
export const statements = [
  createTable('attachment_contents', [
    `sha256 ${code(64)} NOT NULL PRIMARY KEY`, 'size BIGINT UNSIGNED NOT NULL', `touched_at ${instant} NOT NULL`,
    'KEY attachment_contents_touched (touched_at)',
  ]),
  createTable('uploads', [
    `id ${code(36)} NOT NULL PRIMARY KEY`, `user_id ${reference} NOT NULL`, 'name VARCHAR(255) NOT NULL', 'size BIGINT UNSIGNED NOT NULL', `sha256 ${code(64)} NOT NULL`,
    'received BIGINT UNSIGNED NOT NULL DEFAULT 0', `created_at ${instant} NOT NULL`, `touched_at ${instant} NOT NULL`,
    'KEY uploads_user (user_id)', 'KEY uploads_touched (touched_at)',
  ]),
  // What somebody has uploaded already need not be sent again.
  'ALTER TABLE attachments ADD KEY attachments_uploader (uploaded_by, sha256)',
]
