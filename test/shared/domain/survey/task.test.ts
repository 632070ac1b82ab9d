import { describe, expect, it } from 'vitest'
import { answerErrors, answerQuestion, mayAnswer, SURVEY_STATES, type SurveyQuestion, type SurveyState } from '#shared/domain/survey/task.ts'

describe('the answer of a question', () => {
  it.each([
    ['survey_contact', 'contactTimely', 'late_contact', true],
    ['survey_follow_up', 'followUpTimely', 'late_follow_up', false],
    ['survey_resolution', 'processTimely', 'late_process', true],
  ] as const)('%s fills %s; a no is %s and the mall is told: %s', (kind, field, breach, told) => {
    expect(answerQuestion(kind, { tries: 1 }, 'yes')).toEqual({ state: 'done', tries: 1, changes: { [field]: true }, breach: null, told: false })
    expect(answerQuestion(kind, { tries: 0 }, 'no')).toEqual({ state: 'done', tries: 0, changes: { [field]: false }, breach, told })
  })

  it('unreachable leaves the task open twice, and ends it the third time without filling anything', () => {
    const kind: SurveyQuestion = 'survey_resolution'
    let tries = 0
    const states: SurveyState[] = []
    for (let time = 0; time < 3; time++) {
      const answered = answerQuestion(kind, { tries }, 'unreachable')
      expect(answered).toMatchObject({ changes: {}, breach: null, told: false })
      tries = answered.tries
      states.push(answered.state)
    }
    expect([states, tries]).toEqual([['open', 'open', 'unreachable'], 3])
  })

  it('can still be given after two tries', () => {
    expect(answerQuestion('survey_contact', { tries: 2 }, 'no')).toMatchObject({ state: 'done', tries: 2, breach: 'late_contact' })
  })
})

describe('a task', () => {
  it('may be answered only while it is open, and only for the running assignment', () => {
    const states = SURVEY_STATES.filter((state) => mayAnswer({ state, tries: 0, assignmentNumber: 2 }, 2))
    expect(states).toEqual(['open'])
    expect(mayAnswer({ state: 'open', tries: 0, assignmentNumber: 1 }, 2)).toBe(false)
  })
})

describe('what an answer may be', () => {
  it('is an outcome for a question and nothing else', () => {
    expect(answerErrors('survey_follow_up', { outcome: 'no' })).toEqual({})
    expect(answerErrors('survey_follow_up', { outcome: 'unreachable', reason: null })).toEqual({})
    expect(answerErrors('survey_contact', {})).toEqual({ outcome: 'required' })
    expect(answerErrors('survey_contact', { processed: true, score: 'neutral', reason: '慢' })).toEqual({ outcome: 'required', processed: 'unknown_field', score: 'unknown_field', reason: 'unknown_field' })
  })

  it('is whether it is processed and a score for satisfaction, with or without a reason', () => {
    expect(answerErrors('survey_satisfaction', { processed: false, score: 'satisfied' })).toEqual({})
    expect(answerErrors('survey_satisfaction', { processed: true, score: 'very_dissatisfied', reason: '拖得太久' })).toEqual({})
    expect(answerErrors('survey_satisfaction', { processed: true })).toEqual({ score: 'required' })
    expect(answerErrors('survey_satisfaction', { outcome: 'unreachable' })).toEqual({ outcome: 'unknown_field', processed: 'required', score: 'required' })
  })
})
