import { code, createTable, instant, key, reference } from './columns.ts'

/** Customers, their numbers and contracts, and the calls. `reversed` serves searches from the end of a number. */
export const statements = [
  createTable('customers', [
    `id ${key}`, 'name VARCHAR(100) NOT NULL', `type ${code(16)} NOT NULL`,
    'province VARCHAR(40) NULL', 'city VARCHAR(40) NULL', 'district VARCHAR(40) NULL', 'address VARCHAR(255) NULL',
    `mall_id ${reference} NULL`, 'version INT NOT NULL DEFAULT 1', `created_at ${instant} NOT NULL`, `updated_at ${instant} NOT NULL`,
    'KEY customers_name (name)', 'KEY customers_address (address)',
  ]),
  createTable('customer_phones', [
    `id ${key}`, `customer_id ${reference} NOT NULL`, `digits ${code(20)} NOT NULL`, `reversed ${code(20)} NOT NULL`, 'position INT NOT NULL',
    'UNIQUE KEY customer_phones_customer (customer_id, digits)', 'KEY customer_phones_digits (digits)', 'KEY customer_phones_reversed (reversed)',
    'CONSTRAINT customer_phones_customer FOREIGN KEY (customer_id) REFERENCES customers (id)',
  ]),
  createTable('contracts', [
    `id ${key}`, `customer_id ${reference} NOT NULL`, 'number VARCHAR(60) NOT NULL', 'amount DECIMAL(12,2) NULL', 'order_no VARCHAR(60) NULL',
    `mall_id ${reference} NULL`, 'brand VARCHAR(60) NULL', 'category VARCHAR(60) NULL', 'installed_on DATE NULL',
    'UNIQUE KEY contracts_number (number)', 'KEY contracts_customer (customer_id)',
    'CONSTRAINT contracts_customer FOREIGN KEY (customer_id) REFERENCES customers (id)',
  ]),
  createTable('calls', [
    `id ${key}`, 'external_id VARCHAR(100) NOT NULL', `phone ${code(40)} NOT NULL`, 'line VARCHAR(40) NOT NULL', 'agent_account VARCHAR(64) NOT NULL',
    `agent_user_id ${reference} NULL`, `customer_id ${reference} NULL`, `ticket_id ${reference} NULL`,
    `ringing_at ${instant} NULL`, `answered_at ${instant} NULL`, `ended_at ${instant} NULL`, 'recording_url VARCHAR(1000) NULL', `created_at ${instant} NOT NULL`,
    'UNIQUE KEY calls_external (external_id)', 'KEY calls_customer (customer_id, id)', 'KEY calls_ticket (ticket_id, id)', 'KEY calls_phone (phone, id)',
  ]),
]
