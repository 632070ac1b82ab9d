import type { DayReason, DaySource, WorkingCalendar } from './calendar.ts'
import {
  FIRST_CONTACT_MS, firstContactStart, isProvisional, REPLY_WORKING_DAYS, RESOLVE_WORKING_DAYS,
  type DeadlineKind, type FirstContactRule,
} from './deadlines.ts'
import { HOUR_MS } from './timeUnits.ts'
import { addWorkingDays } from './workingDays.ts'
import { addDays, dayOf, timeOfDay, weekdayOf, yearOf, type Day, type Weekday } from './zonedTime.ts'

/** The rule by which a deadline was computed, as data; the sentence stands in the locale files. */
export type ExplainedRule =
  | { id: 'working_days'; workingDays: number }
  | { id: 'first_contact'; variant: FirstContactRule; hours: number }

/** A moment as instant and as the wall clock of the configured zone shows it. */
export interface ExplainedMoment {
  /** ISO 8601, UTC. */
  at: string
  day: Day
  weekday: Weekday
  /** ms since 00:00. */
  timeOfDayMs: number
}

/** One day of the calendar drawn: whole weeks, Monday first. */
export interface ExplainedDay {
  day: Day
  weekday: Weekday
  working: boolean
  reason: DayReason
  /**
   * `outside`: before the start or after the result; `start`: the day of the start; `start_of_count`: the first working
   * day, where the start fell on a day off; `counted`: with its number; `skipped`: a day off in between; `passed`: in
   * between under a rule that does not count days.
   */
  role: 'outside' | 'start' | 'start_of_count' | 'counted' | 'skipped' | 'passed'
  /** Which working day this is, from 1; null where none is counted. */
  number: number | null
  /** The deadline is on this day. */
  result: boolean
}

/** Days off of one name together ("国庆节 7 天"). */
export interface SkippedDays {
  source: DaySource
  name?: string
  englishName?: string
  days: number
}

/** How a deadline was computed (怎么算的). Plain JSON. */
export interface DeadlineExplanation {
  deadline: DeadlineKind
  start: ExplainedMoment
  rule: ExplainedRule
  /** Where counting begins: the start itself, or 08:30 of a later day. */
  countedFrom: ExplainedMoment
  weeks: ExplainedDay[][]
  skipped: { total: number; groups: SkippedDays[] }
  result: ExplainedMoment
  /** What the days were looked up in. */
  calendar: {
    timeZone: string
    /** The years that start, result and the days between touch, and whether the public-holiday data covers them. */
    years: { year: number; covered: boolean }[]
    /** Days between start and result that an administrator's own entry decided. */
    administratorDays: Day[]
  }
  provisional: boolean
}

interface Computation {
  rule: ExplainedRule
  countedFrom: Date
  result: Date
}

function compute(deadline: DeadlineKind, start: Date, calendar: WorkingCalendar): Computation {
  if (deadline === 'firstContactDueAt') {
    const { rule, startsAt } = firstContactStart(start, calendar)
    return {
      rule: { id: 'first_contact', variant: rule, hours: FIRST_CONTACT_MS / HOUR_MS },
      countedFrom: startsAt,
      result: new Date(startsAt.getTime() + FIRST_CONTACT_MS),
    }
  }
  const workingDays = deadline === 'replyDueAt' ? REPLY_WORKING_DAYS : RESOLVE_WORKING_DAYS
  return {
    rule: { id: 'working_days', workingDays },
    countedFrom: addWorkingDays(start, 0, calendar),
    result: addWorkingDays(start, workingDays, calendar),
  }
}

function momentOf(instant: Date, timeZone: string): ExplainedMoment {
  const day = dayOf(instant, timeZone)
  return { at: instant.toISOString(), day, weekday: weekdayOf(day), timeOfDayMs: timeOfDay(instant, timeZone) }
}

/** Every day from the Monday of the first day's week to the Sunday of the last day's. */
function daysOfWeeks(first: Day, last: Day): Day[] {
  const end = addDays(last, 7 - weekdayOf(last))
  const days: Day[] = []
  for (let day = addDays(first, 1 - weekdayOf(first)); day <= end; day = addDays(day, 1)) days.push(day)
  return days
}

interface Span {
  start: Day
  countedFrom: Day
  result: Day
  /** Whether the rule counts working days. */
  counts: boolean
}

function roleOf(day: Day, working: boolean, span: Span): ExplainedDay['role'] {
  if (day < span.start || day > span.result) return 'outside'
  if (day === span.start) return 'start'
  if (!span.counts) return 'passed'
  if (!working) return 'skipped'
  return day === span.countedFrom ? 'start_of_count' : 'counted'
}

function groupSkipped(days: readonly ExplainedDay[]): SkippedDays[] {
  const groups = new Map<string, SkippedDays>()
  for (const { reason } of days) {
    const key = `${reason.source}:${reason.name ?? ''}`
    const group = groups.get(key)
    if (group) group.days++
    else groups.set(key, { ...reason, days: 1 })
  }
  return [...groups.values()]
}

/**
 * Explains how a deadline comes from its start by the calendar as it is now (`time.md`; drawn on the ticket page). A
 * visit date is explained as it begins, by the resolve deadline; an approved or brought-forward date has no computation.
 * @param start submission of the assignment, or for `replyDueAt` the start of the round.
 */
export function explainDeadline(deadline: DeadlineKind, start: Date, calendar: WorkingCalendar): DeadlineExplanation {
  const { timeZone } = calendar
  const { rule, countedFrom, result } = compute(deadline, start, calendar)
  const moments = { start: momentOf(start, timeZone), countedFrom: momentOf(countedFrom, timeZone), result: momentOf(result, timeZone) }
  const span: Span = {
    start: moments.start.day, countedFrom: moments.countedFrom.day, result: moments.result.day, counts: rule.id === 'working_days',
  }
  let counted = 0
  const days = daysOfWeeks(span.start, span.result).map((day): ExplainedDay => {
    const working = calendar.isWorkingDay(day)
    const role = roleOf(day, working, span)
    return {
      day, weekday: weekdayOf(day), working, reason: calendar.reason(day), role,
      number: role === 'counted' ? ++counted : null,
      result: day === span.result,
    }
  })
  const inside = days.filter(({ role }) => role !== 'outside')
  // The start itself is skipped too where it falls on a day off.
  const skipped = span.counts ? inside.filter(({ working }) => !working) : []
  return {
    deadline, rule, ...moments,
    weeks: Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7)),
    skipped: { total: skipped.length, groups: groupSkipped(skipped) },
    calendar: {
      timeZone,
      years: [...new Map(inside.map(({ day }) => [yearOf(day), calendar.covers(day)]))].map(([year, covered]) => ({ year, covered })),
      administratorDays: inside.filter(({ reason }) => reason.source === 'administrator').map(({ day }) => day),
    },
    provisional: span.counts && isProvisional(start, result, calendar),
  }
}
