import * as organisations from './0001-organisations.ts'
import * as customers from './0002-customers.ts'
import * as tickets from './0003-tickets.ts'
import * as events from './0004-events.ts'
import * as stream from './0005-stream.ts'
import * as approvals from './0006-approvals.ts'
import * as messages from './0008-messages.ts'
import * as intake from './0009-intake.ts'
import * as calendar from './0010-calendar.ts'
import * as channels from './0011-channels.ts'
import * as outboxIndexes from './0012-outbox-indexes.ts'
import * as attachments from './0013-attachments.ts'
import * as callNews from './0014-call-news.ts'
import * as counts from './0015-counts.ts'
import * as search from './0016-search.ts'
import * as listIndexes from './0017-list-indexes.ts'
import * as breachesAndExports from './0018-breaches-and-exports.ts'
import * as requestSight from './0019-request-sight.ts'
import * as listsAlone from './0020-lists-alone.ts'
import * as breachLists from './0021-breach-lists.ts'

/** SQL; `byTickets` runs for one range of tickets after another, of which `:after` and `:until` are the ids. All but changes of the schema may be repeated. */
export type Statement = string | { byTickets: string }
export interface Migration {
  name: string
  statements: readonly Statement[]
}

/** All migrations in order. One that has landed is never edited; the next change is a new one. */
export const MIGRATIONS: readonly Migration[] = [
  { name: '0001-organisations', statements: organisations.statements },
  { name: '0002-customers', statements: customers.statements },
  { name: '0003-tickets', statements: tickets.statements },
  { name: '0004-events', statements: events.statements },
  { name: '0005-stream', statements: stream.statements },
  { name: '0006-approvals', statements: approvals.statements },
  { name: '0008-messages', statements: messages.statements },
  { name: '0009-intake', statements: intake.statements },
  { name: '0010-calendar', statements: calendar.statements },
  { name: '0011-channels', statements: channels.statements },
  { name: '0012-outbox-indexes', statements: outboxIndexes.statements },
  { name: '0013-attachments', statements: attachments.statements },
  { name: '0014-call-news', statements: callNews.statements },
  { name: '0015-counts', statements: counts.statements },
  { name: '0016-search', statements: search.statements },
  { name: '0017-list-indexes', statements: listIndexes.statements },
  { name: '0018-breaches-and-exports', statements: breachesAndExports.statements },
  { name: '0019-request-sight', statements: requestSight.statements },
  { name: '0020-lists-alone', statements: listsAlone.statements },
  { name: '0021-breach-lists', statements: breachLists.statements },
]
