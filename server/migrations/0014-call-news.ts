import { code, createTable, instant, key, reference } from './columns.ts'

/** What agents are told of calls at their desks, once: the unique key is what makes an event that comes again none. */
export const statements = [
  createTable('call_news', [
    `id ${key}`, `call_id ${reference} NOT NULL`, `agent_user_id ${reference} NOT NULL`, `event ${code(16)} NOT NULL`, `at ${instant} NOT NULL`, `created_at ${instant} NOT NULL`,
    'UNIQUE KEY call_news_once (call_id, agent_user_id, event, at)', 'KEY call_news_agent (agent_user_id, created_at)', 'KEY call_news_created (created_at)',
  ]),
]
