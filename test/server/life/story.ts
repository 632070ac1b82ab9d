import { expect } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import type { RequestOf } from '#shared/contract/endpoints.ts'
import type { OperationBody } from '#shared/contract/operation.ts'
import type { Ticket } from '#shared/contract/ticket.ts'
import type { SurveyKind } from '#shared/domain/sla/surveys.ts'
import type { TicketEvent, TimerKind } from '#shared/domain/ticket/effects.ts'
import type { ticketInput } from '#test/support/tickets.ts'
import type { Account } from './world.ts'

/** `2026-09-24 18:20` as a clock in Shanghai shows it; with seconds and milliseconds where they count. */
export type Moment = string

/** @param moment in Shanghai, which is eight hours ahead of UTC all year */
export const instantOf = (moment: Moment): Date => {
  const instant = new Date(`${moment.replace(' ', 'T')}${moment.length === 16 ? ':00' : ''}+08:00`)
  if (Number.isNaN(instant.getTime())) throw new Error(`"${moment}" is no moment`)
  return instant
}

/** What somebody does at a moment. */
export interface Step {
  at: Moment
  by: Account
  /** As the operation log names it; null: he only looks. */
  operation: string | null
  act: (client: Client, no: string) => Promise<unknown>
}

/** An event of the table in `time.md`: what, for which round, assignment or visit date, and when, worked out by hand. */
export type Fired = readonly [due: Moment, timer: TimerKind, of: string]
/** An event and everybody who hears of it in the program, each once (`notices.md`). */
export type Told = readonly [event: TicketEvent, to: readonly Account[]]

/** A ticket's life, with all that must happen in it written down; nothing else may. */
export interface Story {
  name: string
  submittedAt: Moment
  input: Parameters<typeof ticketInput>[0]
  steps: readonly Step[]
  fired: readonly Fired[]
  told: readonly Told[]
  /** Tasks in the order in which they come. */
  tasks: readonly (readonly [kind: SurveyKind, state: string])[]
  breaches: readonly (readonly [kind: string, subject: string])[]
  /** How the ticket is in the end. */
  end: Partial<Ticket>
}

export const CALL_CENTER = ['HQ/agent', 'HQ/agent2', 'HQ/approver', 'HQ/surveyor'] as const satisfies readonly Account[]
export const APPROVERS = ['HQ/approver'] as const satisfies readonly Account[]

/** An operation of the transition table; its version is read from the page, as a person would. */
export const operate = (at: Moment, by: Account, body: Omit<OperationBody, 'version'>): Step => ({
  at, by, operation: body.operation,
  act: async (client, no) => {
    const { version } = await client.getTicket({ params: { no } })
    return client.operateTicket({ params: { no }, body: { content: '见通话记录。', ...body, version } })
  },
})

/** One call to the customer: what is open of one kind on this ticket is answered. */
export const answer = (at: Moment, kind: SurveyKind, body: RequestOf<'recordSurvey'>['body']): Step => ({
  at, by: 'HQ/surveyor', operation: kind === 'survey_satisfaction' ? 'evaluate' : 'survey_result',
  act: async (client, no) => {
    const { customer } = await client.getTicket({ params: { no } })
    const { items } = await client.listCustomerSurveys({ params: { id: customer.id } })
    const asked = items.filter((task) => task.ticket.no === no && task.kind === kind && task.state === 'open')
    if (asked.length !== 1) throw new Error(`${asked.length} tasks ${kind} are open on ${no}`)
    return client.recordSurvey({ params: { id: asked[0]!.id }, body })
  },
})

/** Somebody opens the page; the ticket must look like this to him. */
export const look = (at: Moment, by: Account, shown: Partial<Ticket>): Step => ({
  at, by, operation: null,
  act: async (client, no) => expect(await client.getTicket({ params: { no } }), `the ticket at ${at}`).toMatchObject(shown),
})

/** A customer of one's own for each story. */
export const customer = (name: string, lastDigit: number) => ({ name, phones: [`1390000267${lastDigit}`], type: 'individual' as const })
