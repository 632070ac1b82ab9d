import { describe, expect, test } from 'vitest'
import type { Played } from './played.ts'
import type { True } from './slow/truth.ts'

const flag = (value: unknown): boolean | null => (value === null ? null : Number(value) === 1)

/** Columns that the program keeps, and what the history of the ticket says instead. */
const KEPT: Record<string, [fromRow: (row: True['row']) => unknown, fromHistory: (ticket: True) => unknown]> = {
  state: [(row) => row['state'], ({ state }) => state],
  returned: [(row) => flag(row['returned']), ({ returned }) => returned],
  replyTimely: [(row) => flag(row['reply_timely']), ({ replyTimely }) => replyTimely],
  resolveTimely: [(row) => flag(row['resolve_timely']), ({ resolveTimely }) => resolveTimely],
  contactTimely: [(row) => flag(row['contact_timely']), ({ contactTimely }) => contactTimely],
  followUpTimely: [(row) => flag(row['follow_up_timely']), ({ followUpTimely }) => followUpTimely],
  processTimely: [(row) => flag(row['process_timely']), ({ processTimely }) => processTimely],
  score: [(row) => row['satisfaction_score'], ({ score }) => score],
  secondComplaint: [(row) => flag(row['second_complaint']), ({ secondComplaint }) => secondComplaint],
  escalated: [(row) => row['escalated_at'] !== null, ({ escalated }) => escalated],
  firstSubmittedAt: [(row) => (row['first_submitted_at'] as Date | null)?.getTime() ?? null, ({ firstSubmittedAt }) => firstSubmittedAt],
  receivedAt: [(row) => (row['received_at'] as Date | null)?.getTime() ?? null, ({ receivedAt }) => receivedAt],
  lastEventAt: [(row) => (row['last_event_at'] as Date).getTime(), ({ lastEventAt }) => lastEventAt],
}

export function describeColumns(played: () => Played): void {
  describe('the story', () => {
    test('has everything that lists and figures speak of, often enough', () => {
      const { done } = played().stage
      const least: Record<string, number> = {
        'submit at once': 200, save: 20, intake: 5, 'submit again': 4, approve_return: 8, reject_return: 6, escalate: 5, feedback: 30, cancel: 10, close: 40, approve_closure: 3, reject_closure: 1,
        send_back: 3, request_visit: 10, approve_visit: 1, reject_visit: 1, evaluate: 40, assist_reply: 3, 'patch type': 5, 'patch assistants': 10, unmask: 5, open: 150, 'open what is not seen': 30,
        'answer yes': 80, 'answer no': 40, 'answer unreachable': 60, 'answer satisfaction': 50,
      }
      expect(Object.entries(least).filter(([what, times]) => (done.get(what) ?? 0) < times).map(([what]) => [what, done.get(what) ?? 0])).toEqual([])
    })

    test('has both ends of every judgement', () => {
      const { tickets, rows } = played().truth
      const count = (holds: (ticket: True) => boolean): number => tickets.filter(holds).length
      for (const result of ['replyTimely', 'resolveTimely', 'contactTimely', 'followUpTimely', 'processTimely'] as const) {
        expect([result, count((ticket) => ticket[result] === true) > 20, count((ticket) => ticket[result] === false) > 15]).toEqual([result, true, true])
      }
      expect(count(({ secondComplaint }) => secondComplaint)).toBeGreaterThan(2)
      expect(count(({ escalated, type }) => escalated && type === 'complaint')).toBeGreaterThan(5)
      expect(count(({ returned, state }) => returned && state === 'pending_submission')).toBeGreaterThan(0)
      expect(count(({ mall, department }) => mall === null && department !== null)).toBeGreaterThan(15)
      for (const state of ['open', 'done', 'unreachable', 'ended']) expect([state, rows.survey_tasks.some((task) => task['state'] === state)]).toEqual([state, true])
    })
  })

  describe('what a ticket keeps', () => {
    test.each(Object.entries(KEPT))('%s is what its history says', (_name, [fromRow, fromHistory]) => {
      const wrong = played().truth.tickets.filter((ticket) => fromRow(ticket.row) !== fromHistory(ticket))
      expect(wrong.map((ticket) => [ticket.no, fromRow(ticket.row), fromHistory(ticket), ticket.log.map(({ operation, at }) => `${(at as Date).toISOString()} ${String(operation)}`)])).toEqual([])
    })
  })
}
