import type { CustomerSurveys, Survey } from '#shared/contract/survey.ts'
import { maskPhone } from '#shared/domain/customer/phone.ts'
import { isCallCenter, mayOperateType } from '#shared/domain/permissions.ts'
import { mayAnswer } from '#shared/domain/survey/task.ts'
import type { CurrentUser } from '../caller.ts'
import type { OrganisationRow, SurveyTaskRow, TicketRow } from '../models/index.ts'
import type { CustomerCard } from '../queries/customers.ts'
import type { SurveyRows } from '../queries/listSurveys.ts'
import type { Services } from '../services.ts'

const iso = (instant: Date | null): string | null => instant?.toISOString() ?? null

function presentOne(task: SurveyTaskRow, ticket: TicketRow, names: SurveyRows['names'], user: CurrentUser, organisations: ReadonlyMap<number, OrganisationRow>): Survey {
  const mall = ticket.mallId === null ? undefined : organisations.get(ticket.mallId)
  return {
    id: String(task.id), kind: task.kind, pool: task.pool, state: task.state, dueAt: task.dueAt.toISOString(), tries: task.tries, outcome: task.outcome,
    satisfaction: task.result, answeredAt: iso(task.answeredAt), answeredBy: task.answeredBy === null ? null : (names.get(task.answeredBy) ?? ''),
    ticket: {
      no: ticket.no, type: ticket.type, level: ticket.level, state: ticket.state, latestFeedback: ticket.latestFeedback,
      createdAt: ticket.createdAt.toISOString(), submittedAt: iso(ticket.submittedAt), mall: mall ? { code: mall.code, name: mall.name } : null,
    },
    customer: { id: String(task.customerId), name: ticket.customerName, phones: ticket.phones.map(maskPhone) },
    mayAnswer: mayAnswer(task, ticket.assignmentNumber) && isCallCenter(user) && mayOperateType(user, ticket.type),
  }
}

/** Survey tasks as the user sees them. */
export async function presentSurveys(services: Services, user: CurrentUser, { tasks, tickets, names }: SurveyRows): Promise<Survey[]> {
  const organisations = await services.directory.snapshot()
  return tasks.flatMap((task) => {
    const ticket = tickets.get(task.ticketId)
    return ticket ? [presentOne(task, ticket, names, user, organisations)] : []
  })
}

/** What one call to a customer is about. */
export async function presentCustomerSurveys(services: Services, user: CurrentUser, { customer, phones }: CustomerCard, rows: SurveyRows): Promise<CustomerSurveys> {
  const phonesMasked = !isCallCenter(user)
  return {
    customer: { id: String(customer.id), name: customer.name, phones: phonesMasked ? phones.map(maskPhone) : phones, phonesMasked },
    items: await presentSurveys(services, user, rows),
  }
}
