import { findRows } from '#server/database/database.ts'
import { someScore } from './choices.ts'
import type { Stage } from './stage.ts'
import { DAY, local, PRESENT } from './times.ts'

/** Each morning the surveyor calls some of the customers; some are not there, and some are never asked. */
export function letSurveyorCall(stage: Stage): void {
  for (let day = local('2025-12-31T09:20:00.000'); day < PRESENT; day += DAY) stage.agenda.add(day, (at) => callSome(stage, at))
}

async function callSome(stage: Stage, at: number): Promise<void> {
  const { chance, server: { database } } = stage
  const open = await findRows(database.tables.surveyTasks, { state: 'open' }, { order: [['id', 'ASC']] })
  let moment = at
  for (const task of open) {
    if (!chance.happens(0.36) || stage.unasked.has(task.ticketId)) continue
    moment += 7001
    const surveyor = await stage.as('HQ/surveyor', moment)
    const params = { id: String(task.id) }
    if (task.kind === 'survey_satisfaction') {
      // Not processed, with a score: the ticket stays open, and what was said counts.
      await surveyor.recordSurvey({ params, body: { processed: chance.happens(0.8), score: someScore(chance), reason: '客户说的。' } })
      stage.count('answer satisfaction')
    } else {
      const outcome = chance.weigh([['yes', 5], ['no', 2.2], ['unreachable', 3.5]] as const)
      await surveyor.recordSurvey({ params, body: { outcome } })
      stage.count(`answer ${outcome}`)
    }
  }
}
