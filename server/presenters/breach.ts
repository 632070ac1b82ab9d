import type { Breach } from '#shared/contract/report.ts'
import type { OrganisationRow } from '../models/index.ts'
import type { BreachRowPage } from '../queries/listBreaches.ts'

/** Breaches with their tickets, as the report shows them. */
export function presentBreaches({ breaches, tickets }: Pick<BreachRowPage, 'breaches' | 'tickets'>, organisations: ReadonlyMap<number, OrganisationRow>): Breach[] {
  return breaches.flatMap(({ id, kind, happenedAt, mallId, ticketId }): Breach[] => {
    const mall = mallId === null ? undefined : organisations.get(mallId)
    const ticket = tickets.get(ticketId)
    if (!mall || !ticket) return []
    const { no, type, level, state, customerName, latestFeedback } = ticket
    return [{ id: String(id), kind, happenedAt: happenedAt.toISOString(), mall: { code: mall.code, name: mall.name }, ticket: { no, type, level, state, customerName, latestFeedback } }]
  })
}
