import type { ExplainedDeadline } from '#shared/contract/deadlines.ts'
import type { Ticket } from '#shared/contract/ticket.ts'
import { deadlineOutcome, SHOWN_DEADLINES } from '#shared/domain/sla/deadlineOutcomes.ts'
import type { DeadlineKind } from '#shared/domain/sla/deadlines.ts'
import type { DeadlineExplanation } from '#shared/domain/sla/explanation.ts'
import type { ContentContext } from './context.ts'
import type { DocumentTable, DocumentValue } from './document.ts'
import { fill } from './words.ts'

const NAMES = { replyDueAt: 'reply', resolveDueAt: 'resolve', firstContactDueAt: 'firstContact', visitAt: 'visit' } as const satisfies Record<DeadlineKind, string>

/** The rule, what was skipped and whether it may still move, in one sentence (怎么算的). */
function explained(explanation: DeadlineExplanation | null, kind: DeadlineKind, { words: { document, ticket: { how } }, instant, language }: ContentContext): string {
  if (!explanation) return kind === 'visitAt' ? how.visitMoved : how.unknown
  const { rule, start, countedFrom, skipped } = explanation
  const groups = skipped.groups.map(({ source, name, englishName, days }) =>
    fill(how.group, { name: (language === 'en-US' ? englishName : name) ?? name ?? (source === 'weekday' ? how.weekend : how[`source_${source}`]), days }))
  return [
    rule.id === 'working_days' ? fill(how.workingDays, { days: rule.workingDays }) : fill(how[rule.variant], { hours: rule.hours }),
    countedFrom.at === start.at ? '' : `${how.countedFrom} ${instant(countedFrom.at)}`,
    skipped.total > 0 ? `${how.skipped} ${fill(how.skippedDays, { total: skipped.total, groups: groups.join(how.separator) })}` : '',
    explanation.provisional ? document.provisional : '',
  ].filter(Boolean).join(how.separator)
}

/** The clocks of the ticket in the page's order, what became of each and how it was computed. */
export function deadlineTable(ticket: Ticket, known: readonly ExplainedDeadline[], context: ContentContext): DocumentTable {
  const { words: { document: { column, running }, enums, ticket: words }, instant, now, timeZone } = context
  const rows = SHOWN_DEADLINES.flatMap((kind): DocumentValue[][] => {
    const dueAt = ticket[kind]
    if (dueAt === null) return []
    const outcome = deadlineOutcome(kind, ticket, now, timeZone)
    const computed = known.find((one) => one.kind === kind) ?? null
    const name = enums.deadline[NAMES[kind]]
    const startedAt = computed?.startedAt ?? ticket.assignment?.submittedAt ?? null
    return [[
      kind === 'replyDueAt' ? fill(words.deadline.round, { name, number: ticket.replyRound }) : name, startedAt === null ? words.nothing : { at: startedAt }, { at: dueAt },
      outcome ? fill(words.deadline.result[outcome.id], { at: outcome.at ? instant(outcome.at) : '' }).trim() : running, explained(computed?.explanation ?? null, kind, context),
    ]]
  })
  return {
    title: words.section.deadlines, rows, none: words.noDeadlines,
    columns: [{ title: column.deadline, share: 20 }, { title: column.start, share: 18 }, { title: column.dueAt, share: 18 }, { title: column.outcome, share: 18 }, { title: column.how, share: 40 }],
  }
}
