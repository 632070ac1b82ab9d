import { z } from './zod.ts'
import { SURVEY_KINDS, SURVEY_POOLS } from '../domain/sla/surveys.ts'
import { SURVEY_OUTCOMES, SURVEY_STATES } from '../domain/survey/task.ts'
import { SATISFACTION_SCORES } from '../domain/ticket/enumerations.ts'
import { CONTENT_MAX_LENGTH } from '../domain/ticket/operations.ts'
import { TICKET_STATES } from '../domain/ticket/states.ts'
import { TICKET_LEVELS, TICKET_TYPES } from '../domain/ticket/types.ts'
import { id, instant, listOf, nullableInstant, optionalText, page, ticketNo } from './common.ts'

/** A task of the survey pools with its result. */
export const survey = z.object({
  id,
  kind: z.enum(SURVEY_KINDS),
  pool: z.enum(SURVEY_POOLS),
  state: z.enum(SURVEY_STATES),
  dueAt: instant,
  /** How often the customer was not reached. */
  tries: z.int(),
  /** Of a question; while the task is open, that of the last try. */
  outcome: z.enum(SURVEY_OUTCOMES).nullable(),
  satisfaction: z.object({ processed: z.boolean(), score: z.enum(SATISFACTION_SCORES), reason: z.string().nullable() }).nullable(),
  answeredAt: nullableInstant,
  answeredBy: z.string().nullable(),
  ticket: z.object({
    no: ticketNo, type: z.enum(TICKET_TYPES), level: z.enum(TICKET_LEVELS), state: z.enum(TICKET_STATES), latestFeedback: z.string(),
    createdAt: instant, submittedAt: nullableInstant, mall: z.object({ code: z.string(), name: z.string() }).nullable(),
  }),
  /** Masked phones, as in every list. */
  customer: z.object({ id, name: z.string(), phones: z.array(z.string()) }),
  /** Whether this user may record a result now. */
  mayAnswer: z.boolean(),
})
export type Survey = z.infer<typeof survey>

export const surveyQuery = z.strictObject({
  pool: listOf(SURVEY_POOLS).optional(),
  state: listOf(SURVEY_STATES).optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
})
/** Open ones first, those that were due first first; then the others, those that were due last first. */
export const surveyPage = page(survey)
export type SurveyPage = z.infer<typeof surveyPage>

/** Everything that is still to be asked of a customer, so that one call serves; due first. */
export const customerSurveys = z.object({
  customer: z.object({
    id, name: z.string(),
    /** Full for who calls the customer, masked for who only reads. */
    phones: z.array(z.string()), phonesMasked: z.boolean(),
  }),
  items: z.array(survey),
})
export type CustomerSurveys = z.infer<typeof customerSurveys>

/** `outcome` for a question; `processed`, `score` and `reason` for satisfaction. */
export const surveyResultBody = z.strictObject({
  outcome: z.enum(SURVEY_OUTCOMES).optional(),
  processed: z.boolean().optional(),
  score: z.enum(SATISFACTION_SCORES).optional(),
  reason: optionalText(CONTENT_MAX_LENGTH),
})
export type SurveyResultBody = z.infer<typeof surveyResultBody>
