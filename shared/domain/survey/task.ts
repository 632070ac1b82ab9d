import type { BreachKind } from '../breaches.ts'
import { MOST_SURVEY_TRIES, SURVEYS, type SurveyKind } from '../sla/surveys.ts'
import type { SatisfactionScore } from '../ticket/enumerations.ts'

/** `ended`: nobody was asked any more (closed early, cancelled, returned, evaluated, visit date moved). */
export const SURVEY_STATES = ['open', 'done', 'unreachable', 'ended'] as const
export type SurveyState = (typeof SURVEY_STATES)[number]

export const SURVEY_OUTCOMES = ['yes', 'no', 'unreachable'] as const
export type SurveyOutcome = (typeof SURVEY_OUTCOMES)[number]

/** The surveys that are answered with yes or no. */
export type SurveyQuestion = Exclude<SurveyKind, 'survey_satisfaction'>

export const isQuestion = (kind: SurveyKind): kind is SurveyQuestion => kind !== 'survey_satisfaction'

export type SurveyBreach = Extract<BreachKind, 'late_contact' | 'late_follow_up' | 'late_process'>

/**
 * What a "no" is counted as (`lists.md`, Breach report), and whether the mall is told of it: a missed follow-up is only
 * counted (`time.md`, Survey results; `notices.md`).
 */
const AFTER_NO: Record<SurveyQuestion, { breach: SurveyBreach; told: boolean }> = {
  survey_contact: { breach: 'late_contact', told: true },
  survey_follow_up: { breach: 'late_follow_up', told: false },
  survey_resolution: { breach: 'late_process', told: true },
}

/** What the rules read of a task and of its ticket. */
export interface SurveyTask {
  state: SurveyState
  /** How often the customer was not reached. */
  tries: number
  /** The assignment that it asks about. */
  assignmentNumber: number
}

/** An answered task is answered for good, and one of an earlier assignment asks for nothing any more. */
export const mayAnswer = (task: SurveyTask, runningAssignment: number): boolean =>
  task.state === 'open' && task.assignmentNumber === runningAssignment

/** What was entered: an outcome for a question, the other three for satisfaction. */
export interface SurveyAnswer {
  outcome?: SurveyOutcome
  processed?: boolean
  score?: SatisfactionScore
  reason?: string | null
}

export type AnswerErrors = Partial<Record<keyof SurveyAnswer, 'required' | 'unknown_field'>>

const FIELDS = ['outcome', 'processed', 'score', 'reason'] as const satisfies readonly (keyof SurveyAnswer)[]

/** What is wrong with an answer in the light of what was asked (422); empty when nothing is. */
export function answerErrors(kind: SurveyKind, answer: SurveyAnswer): AnswerErrors {
  const required: readonly (keyof SurveyAnswer)[] = isQuestion(kind) ? ['outcome'] : ['processed', 'score']
  const taken: readonly (keyof SurveyAnswer)[] = isQuestion(kind) ? ['outcome'] : ['processed', 'score', 'reason']
  const errors: AnswerErrors = {}
  for (const field of FIELDS) {
    if (answer[field] === undefined && required.includes(field)) errors[field] = 'required'
    if (answer[field] !== undefined && answer[field] !== null && !taken.includes(field)) errors[field] = 'unknown_field'
  }
  return errors
}

/** What an outcome does. */
export interface AnsweredQuestion {
  state: SurveyState
  tries: number
  /** The field of the ticket that the answer fills; empty where nobody answered, so that it counts in no rate. */
  changes: Partial<Record<(typeof SURVEYS)[SurveyQuestion]['result'], boolean>>
  breach: SurveyBreach | null
  /** The mall hears of the breach. */
  told: boolean
}

/**
 * The outcome of a question (`time.md`, Survey results): a customer who was not reached can be tried again, three tries at
 * most, then the task ends as unreachable.
 */
export function answerQuestion(kind: SurveyQuestion, { tries }: Pick<SurveyTask, 'tries'>, outcome: SurveyOutcome): AnsweredQuestion {
  if (outcome === 'unreachable') {
    const next = tries + 1
    return { state: next >= MOST_SURVEY_TRIES ? 'unreachable' : 'open', tries: next, changes: {}, breach: null, told: false }
  }
  const answered = { state: 'done', tries, changes: { [SURVEYS[kind].result]: outcome === 'yes' } } as const
  return outcome === 'no' ? { ...answered, ...AFTER_NO[kind] } : { ...answered, breach: null, told: false }
}
