import { describe, expect, it } from 'vitest'
import { deadlinesOf } from '#shared/domain/sla/deadlines.ts'
import { surveyDay, surveyDueAt, type SurveyKind } from '#shared/domain/sla/surveys.ts'
import { chineseCalendar } from '#test/support/calendar.ts'
import { readFixture } from '#test/support/csv.ts'

type Column =
  | 'submitted' | 'firstContactDueAt' | 'replyDueAt' | 'resolveDueAt' | 'visitAt' | 'replyWarnAt' | 'resolveWarnAt'
  | 'contactSurveyOn' | 'followUpSurveyOn' | 'resolutionSurveyOn' | 'satisfactionSurveyOn'

const rows = readFixture<Column>('time-cases.csv')
const calendar = chineseCalendar()
const at = (text: string) => new Date(text).toISOString()

const SURVEY_COLUMNS: [Column, SurveyKind][] = [
  ['contactSurveyOn', 'survey_contact'],
  ['followUpSurveyOn', 'survey_follow_up'],
  ['resolutionSurveyOn', 'survey_resolution'],
  ['satisfactionSurveyOn', 'survey_satisfaction'],
]

describe('the worked examples of time-cases.csv', () => {
  it('are all there', () => expect(rows).toHaveLength(22))

  it.each(rows)('submitted $submitted', (row) => {
    const submittedAt = new Date(row.submitted)
    const deadlines = deadlinesOf(submittedAt, calendar)
    expect({
      firstContactDueAt: deadlines.firstContactDueAt.toISOString(),
      replyDueAt: deadlines.replyDueAt.toISOString(),
      resolveDueAt: deadlines.resolveDueAt.toISOString(),
      visitAt: deadlines.visitAt.toISOString(),
      replyWarnAt: deadlines.replyWarningAt.toISOString(),
      resolveWarnAt: deadlines.resolveWarningAt.toISOString(),
    }).toEqual({
      firstContactDueAt: at(row.firstContactDueAt),
      replyDueAt: at(row.replyDueAt),
      resolveDueAt: at(row.resolveDueAt),
      visitAt: at(row.visitAt),
      replyWarnAt: at(row.replyWarnAt),
      resolveWarnAt: at(row.resolveWarnAt),
    })
    const basis = { submittedAt, ...deadlines }
    for (const [column, kind] of SURVEY_COLUMNS) {
      expect(surveyDay(kind, basis, calendar), kind).toBe(row[column])
      expect(surveyDueAt(kind, basis, calendar), kind).toEqual(new Date(`${row[column]}T09:00:00+08:00`))
    }
  })
})
