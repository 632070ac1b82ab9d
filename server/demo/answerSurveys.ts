import { Op } from 'sequelize'
import type { SurveyKind } from '#shared/domain/sla/surveys.ts'
import { isQuestion, type SurveyOutcome } from '#shared/domain/survey/task.ts'
import { SURVEY_TIMERS } from '#shared/domain/ticket/effects.ts'
import { recordSurvey } from '../commands/recordSurvey.ts'
import type { Unit } from '../commands/unit.ts'
import { findRows } from '../database/database.ts'
import { seededRandom } from './random.ts'

/** How customers answer, by share; the rest has not been asked yet. */
const ANSWERS: readonly (readonly [outcome: SurveyOutcome, share: number])[] = [['yes', 0.52], ['no', 0.1], ['unreachable', 0.08]]

/** The same for a task on every machine: it goes by the ticket's number, which every load gives again. */
function outcomeOf(no: string, kind: SurveyKind): SurveyOutcome | null {
  let drawn = seededRandom(Number(no) * 31 + SURVEY_TIMERS.indexOf(kind)).next()
  for (const [outcome, share] of ANSWERS) {
    if (drawn < share) return outcome
    drawn -= share
  }
  return null
}

/**
 * Customers answer most of the questions that have come up since a task, at the unit's time: the figures and the breach
 * report have something to show.
 * @param unit of the surveyor
 * @returns the last task that was looked at
 */
export async function answerSurveys(unit: Unit, lastTaskId: number): Promise<number> {
  const { surveyTasks } = unit.services.database.tables
  const tasks = await findRows(surveyTasks, { id: { [Op.gt]: lastTaskId } }, { transaction: unit.transaction, attributes: ['id', 'ticketId', 'kind', 'state'], order: [['id', 'ASC']] })
  const tickets = tasks.length === 0 ? [] : await findRows(unit.services.database.tables.tickets, { id: { [Op.in]: tasks.map(({ ticketId }) => ticketId) } }, { transaction: unit.transaction, attributes: ['id', 'no'] })
  const numberOf = new Map(tickets.map(({ id, no }) => [id, no]))
  for (const task of tasks) {
    const outcome = outcomeOf(numberOf.get(task.ticketId)!, task.kind)
    if (outcome && task.state === 'open' && isQuestion(task.kind)) await recordSurvey(unit, task.id, () => ({ outcome, reason: null }))
  }
  return tasks.at(-1)?.id ?? lastTaskId
}
