import { Op } from 'sequelize'
import type { SurveyResultBody } from '#shared/contract/survey.ts'
import { seededRandom, type Random } from '#server/demo/random.ts'
import type { Caller } from '#server/caller.ts'
import { recordSurvey } from '#server/commands/recordSurvey.ts'
import { createServices } from '#server/compose.ts'
import { findRow, findRows, type Database } from '#server/database/database.ts'
import { runTransaction } from '#server/database/transaction.ts'
import { loadDemo } from '#server/demo/loadDemo.ts'
import { ApiError } from '#server/errors.ts'
import type { SurveyTaskRow } from '#server/models/index.ts'
import type { Services } from '#server/services.ts'
import { loadCurrentUser } from '#server/session/currentUser.ts'
import { readNumber, write } from './steps.ts'

const HOUR_MS = 3_600_000
/** After so many calls nobody is reached any more (`time.md`). */
const TRIES = 3

const SCORES = ['very_satisfied', 'satisfied', 'satisfied', 'satisfied', 'neutral', 'dissatisfied', 'very_dissatisfied'] as const
const REASONS = ['师傅很准时。', '处理得快，谢谢。', '还可以。', '来了两次才修好。', '等得太久。', '态度不好。'] as const

/** What customers say: most are content, some are not reached. */
function answersTo({ kind }: Pick<SurveyTaskRow, 'kind'>, random: Random): SurveyResultBody[] {
  if (kind === 'survey_satisfaction') return [{ processed: true, score: random.pick(SCORES), reason: random.pick(REASONS) }]
  if (random.chance(0.12)) return Array.from({ length: TRIES }, () => ({ outcome: 'unreachable' as const, reason: null }))
  return [{ outcome: random.chance(0.88) ? 'yes' : 'no', reason: null }]
}

/**
 * The surveyor calls everybody whose ticket is closed, so that the surveys of the past are answered. By the real command, in
 * the order of time.
 */
async function answerSurveys(services: Services, random: Random): Promise<number> {
  const { database, clock } = services
  const { tables } = database
  const present = clock.now()
  const surveyor = await findRow(tables.users, { account: 'surveyor' }, { attributes: ['id'] })
  const user = surveyor && (await loadCurrentUser(database, surveyor.id, present))
  if (!user) throw new Error('the demonstration has no surveyor')
  const caller: Caller = { user, source: 'desktop', requestId: 'seed', idempotency: null }
  const tasks = await findRows(tables.surveyTasks, { state: 'open' }, { order: [['dueAt', 'ASC'], ['id', 'ASC']] })
  let answered = 0
  for (const task of tasks) {
    const ticket = await findRow(tables.tickets, { id: task.ticketId }, { attributes: ['state', 'lastEventAt'] })
    if (ticket?.state !== 'closed') continue
    let at = new Date(Math.max(task.dueAt.getTime() + random.whole(2, 20) * HOUR_MS, ticket.lastEventAt.getTime() + HOUR_MS))
    for (const body of answersTo(task, random)) {
      const now = at
      if (now > present) break
      try {
        await runTransaction(database, (transaction) =>
          recordSurvey({ services: { ...services, clock: { now: () => now } }, transaction, caller, now }, task.id, () => body))
        answered += 1
      } catch (error) {
        // Another answer of the same customer has ended it.
        if (!(error instanceof ApiError)) throw error
        break
      }
      at = new Date(at.getTime() + 4 * HOUR_MS)
    }
  }
  return answered
}

/** Stories made by the program itself; every other ticket of the database is one of them at another time and place. */
export async function makeTemplates(database: Database, present: Date): Promise<number> {
  const services = createServices({ timeZone: 'Asia/Shanghai' }, database, { now: () => present })
  await loadDemo(services, () => {})
  await answerSurveys(services, seededRandom(7))
  await write(database, `
    CREATE TABLE bench_templates (template_id BIGINT UNSIGNED PRIMARY KEY, finished TINYINT NOT NULL, ordinal INT NOT NULL, created_at DATETIME(3) NOT NULL, KEY (finished, ordinal)) AS
    SELECT id AS template_id, finished, ROW_NUMBER() OVER (PARTITION BY finished ORDER BY id) - 1 AS ordinal, created_at FROM (
      SELECT t.id, t.created_at, t.state IN ('closed', 'cancelled') AS finished FROM tickets t
      WHERE t.follow_up_of IS NULL AND (t.state NOT IN ('closed', 'cancelled')
        OR (NOT EXISTS (SELECT 1 FROM timers x WHERE x.ticket_id = t.id) AND NOT EXISTS (SELECT 1 FROM survey_tasks s WHERE s.ticket_id = t.id AND s.state = 'open')))) chosen`)
  return readNumber(database, 'SELECT COUNT(*) FROM bench_templates')
}

/** The ids of people of the demonstration by what they do in a story. */
export async function templateAgents(database: Database): Promise<number[]> {
  const rows = await findRows(database.tables.users, { account: { [Op.in]: ['agent', 'agent2'] } }, { attributes: ['id'] })
  return rows.map(({ id }) => id)
}
