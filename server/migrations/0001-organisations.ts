import { code, createTable, flag, instant, key, reference } from './columns.ts'

/** Who works with the program, and the lists that administrators keep. */
export const statements = [
  createTable('organisations', [
    `id ${key}`, 'code VARCHAR(32) NOT NULL', 'name VARCHAR(100) NOT NULL', `kind ${code(16)} NOT NULL`,
    `status ${code(16)} NOT NULL DEFAULT 'active'`,
    `department_id ${reference} NULL`, 'marketing_line VARCHAR(60) NULL', 'market_level VARCHAR(20) NULL',
    'province VARCHAR(40) NULL', 'city VARCHAR(40) NULL', 'district VARCHAR(40) NULL', 'phone VARCHAR(40) NULL',
    'version INT NOT NULL DEFAULT 1', `created_at ${instant} NOT NULL`,
    'UNIQUE KEY organisations_code (code)', 'KEY organisations_kind (kind, status, code)', 'KEY organisations_department (department_id)',
    'KEY organisations_region (kind, province, city, district)',
  ]),
  createTable('users', [
    `id ${key}`, `organisation_id ${reference} NOT NULL`, 'account VARCHAR(64) NOT NULL', 'name VARCHAR(60) NOT NULL',
    `password_hash ${code(200)} NOT NULL`, 'phone VARCHAR(40) NULL', 'ticket_types TEXT NULL', `active ${flag} NOT NULL DEFAULT 1`,
    'version INT NOT NULL DEFAULT 1', `created_at ${instant} NOT NULL`,
    'UNIQUE KEY users_account (organisation_id, account)',
    'CONSTRAINT users_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id)',
  ]),
  createTable('user_roles', [
    `user_id ${reference} NOT NULL`, `role ${code(32)} NOT NULL`, 'PRIMARY KEY (user_id, role)', 'KEY user_roles_role (role, user_id)',
    'CONSTRAINT user_roles_user FOREIGN KEY (user_id) REFERENCES users (id)',
  ]),
  createTable('refresh_tokens', [
    `id ${key}`, `user_id ${reference} NOT NULL`, `family ${code(36)} NOT NULL`, `token_hash ${code(64)} NOT NULL`,
    `created_at ${instant} NOT NULL`, `expires_at ${instant} NOT NULL`, `used_at ${instant} NULL`, `revoked_at ${instant} NULL`,
    'UNIQUE KEY refresh_tokens_hash (token_hash)', 'KEY refresh_tokens_family (family)', 'KEY refresh_tokens_expiry (expires_at)',
    'KEY refresh_tokens_user (user_id)',
  ]),
  createTable('delegations', [
    `id ${key}`, `from_user_id ${reference} NOT NULL`, `to_user_id ${reference} NOT NULL`, `starts_at ${instant} NOT NULL`,
    `ends_at ${instant} NOT NULL`, `created_at ${instant} NOT NULL`, `ended_at ${instant} NULL`,
    'KEY delegations_to (to_user_id, starts_at, ends_at)', 'KEY delegations_from (from_user_id, starts_at)',
  ]),
  createTable('calendar_days', [
    'day DATE NOT NULL PRIMARY KEY', `working ${flag} NOT NULL`, 'note VARCHAR(100) NULL', `changed_by ${reference} NULL`, `changed_at ${instant} NOT NULL`,
  ]),
  createTable('causes', [`code ${code(40)} NOT NULL PRIMARY KEY`, 'name VARCHAR(60) NOT NULL', 'position INT NOT NULL', `active ${flag} NOT NULL DEFAULT 1`]),
  createTable('reasons', [
    `operation ${code(32)} NOT NULL`, `code ${code(40)} NOT NULL`, 'name VARCHAR(60) NOT NULL', 'position INT NOT NULL',
    `active ${flag} NOT NULL DEFAULT 1`, 'PRIMARY KEY (operation, code)',
  ]),
  createTable('catalogue_entries', [
    `id ${key}`, `kind ${code(20)} NOT NULL`, 'major VARCHAR(60) NOT NULL', "middle VARCHAR(60) NOT NULL DEFAULT ''", "minor VARCHAR(60) NOT NULL DEFAULT ''",
    'position INT NOT NULL', 'UNIQUE KEY catalogue_entry (kind, major, middle, minor)',
  ]),
  createTable('penalties', [`breach ${code(32)} NOT NULL PRIMARY KEY`, 'amount DECIMAL(12,2) NOT NULL', `changed_at ${instant} NOT NULL`]),
  createTable('settings', [`name ${code(64)} NOT NULL PRIMARY KEY`, 'value TEXT NOT NULL', `changed_at ${instant} NOT NULL`]),
  createTable('list_preferences', [
    `user_id ${reference} NOT NULL`, `list ${code(40)} NOT NULL`, 'value TEXT NOT NULL', `changed_at ${instant} NOT NULL`, 'PRIMARY KEY (user_id, list)',
  ]),
  createTable('saved_queries', [
    `id ${key}`, `user_id ${reference} NOT NULL`, `organisation_id ${reference} NOT NULL`, 'name VARCHAR(60) NOT NULL', `list ${code(40)} NOT NULL`,
    `shared ${flag} NOT NULL DEFAULT 0`, 'query TEXT NOT NULL', `created_at ${instant} NOT NULL`,
    'KEY saved_queries_user (user_id, list)', 'KEY saved_queries_organisation (organisation_id, shared, list)',
  ]),
  createTable('api_keys', [
    `id ${key}`, 'name VARCHAR(60) NOT NULL', `key_hash ${code(64)} NOT NULL`, `organisation_id ${reference} NOT NULL`,
    `created_at ${instant} NOT NULL`, `revoked_at ${instant} NULL`, 'UNIQUE KEY api_keys_hash (key_hash)',
  ]),
  createTable('audit_entries', [
    `id ${key}`, `at ${instant} NOT NULL`, `user_id ${reference} NULL`, `action ${code(40)} NOT NULL`, `ticket_id ${reference} NULL`, 'detail TEXT NULL',
    'KEY audit_entries_at (at)', 'KEY audit_entries_ticket (ticket_id, at)', 'KEY audit_entries_user (user_id, at)',
  ]),
]
