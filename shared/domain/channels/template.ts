import { dayOf, timeOfDay } from '../sla/zonedTime.ts'
import { HOUR_MS, MINUTE_MS } from '../sla/timeUnits.ts'
import type { TicketEvent } from '../ticket/effects.ts'
import type { TicketType } from '../ticket/types.ts'
import { EVENT_WORDS, TYPE_WORDS } from './words.ts'

/** What a template may name, in braces: `{ticketNo}`. Neither phone number nor address nor what the customer said leaves the program. */
export const PLACEHOLDERS = ['ticketNo', 'ticketType', 'event', 'mallName', 'customer', 'due', 'at', 'recipientName', 'organisationName'] as const
export type Placeholder = (typeof PLACEHOLDERS)[number]

/** What the words of a message are made of. */
export interface TemplateFacts {
  event: TicketEvent
  /** When it happened. */
  at: Date
  ticketNo: string
  ticketType: TicketType
  /** Null where head office handles the ticket. */
  mallName: string | null
  customerName: string
  replyDueAt: Date | null
  resolveDueAt: Date | null
  visitAt: Date | null
  recipientName: string
  organisationName: string
}

const NOTHING = '—'
const PLACEHOLDER = /\{([^{}]*)\}/g

const two = (value: number): string => String(value).padStart(2, '0')

/** `11-22 17:30` on the wall clock of the zone. */
function shortTime(instant: Date, timeZone: string): string {
  const time = timeOfDay(instant, timeZone)
  return `${dayOf(instant, timeZone).slice(5)} ${two(Math.floor(time / HOUR_MS))}:${two(Math.floor((time % HOUR_MS) / MINUTE_MS))}`
}

/** Which deadline the event is about; null where it is about none. */
function dueOf({ event, replyDueAt, resolveDueAt, visitAt }: TemplateFacts): Date | null {
  switch (event) {
    case 'submitted': case 'handed_back': case 'reply_due_soon': case 'reply_overdue': return replyDueAt
    case 'resolve_due_soon': case 'resolve_overdue': return resolveDueAt
    case 'visit_decided': return visitAt
    default: return null
  }
}

/** The family name alone: gateways and lock screens need no more. */
const shortName = (name: string): string => {
  const [first] = name.trim()
  return first === undefined ? NOTHING : `${first}**`
}

/** Names are one line, so that a name cannot look like the program's own words on a line of theirs. */
const oneLine = (value: string): string => value.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()

/** What stands for each placeholder. @param timeZone IANA name, of the times */
export function placeholderValues(facts: TemplateFacts, timeZone: string): Record<Placeholder, string> {
  const due = dueOf(facts)
  return {
    ticketNo: facts.ticketNo, ticketType: TYPE_WORDS[facts.ticketType], event: EVENT_WORDS[facts.event] ?? facts.event, mallName: oneLine(facts.mallName ?? '') || NOTHING,
    customer: shortName(oneLine(facts.customerName)), due: due ? shortTime(due, timeZone) : NOTHING, at: shortTime(facts.at, timeZone),
    recipientName: oneLine(facts.recipientName), organisationName: oneLine(facts.organisationName),
  }
}

const isPlaceholder = (name: string): name is Placeholder => (PLACEHOLDERS as readonly string[]).includes(name)

/**
 * What is wrong with a template; empty where nothing is. A brace that belongs to no placeholder counts as an unknown one:
 * it would be sent as it stands.
 */
export function templateErrors(template: string): 'unknown_placeholder'[] {
  const rest = template.replace(PLACEHOLDER, (whole, name: string) => (isPlaceholder(name) ? '' : whole))
  return /[{}]/.test(rest) ? ['unknown_placeholder'] : []
}

/** The text with its placeholders filled in; what is filled in is never looked at again. */
export const fillTemplate = (template: string, values: Record<Placeholder, string>): string =>
  template.replace(PLACEHOLDER, (whole, name: string) => (isPlaceholder(name) ? values[name] : whole))

/** The words of a message; the page previews with the same function. @param timeZone IANA name, of the times */
export const renderTemplate = (template: string, facts: TemplateFacts, timeZone: string): string => fillTemplate(template, placeholderValues(facts, timeZone))

/** For previews and for test messages: a ticket that does not exist. */
export const exampleFacts = (event: TicketEvent): TemplateFacts => ({
  event, at: new Date('2026-03-04T02:10:00Z'), ticketNo: '2603000017', ticketType: 'complaint', mallName: '澜州江北商场', customerName: '沈若兰',
  replyDueAt: new Date('2026-03-05T09:30:00Z'), resolveDueAt: new Date('2026-03-09T09:30:00Z'), visitAt: new Date('2026-03-12T02:00:00Z'),
  recipientName: '周明', organisationName: '澜州江北商场',
})
