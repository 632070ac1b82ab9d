import type { Ticket } from '#shared/contract/ticket.ts'
import { satisfactionSurveyAt } from '#shared/domain/sla/deadlineOutcomes.ts'
import { hasSurveys } from '#shared/domain/sla/surveys.ts'
import type { ContentContext } from './context.ts'
import type { DocumentFacts, DocumentPair, DocumentValue } from './document.ts'
import { fill } from './words.ts'

/** Pairs without a value are left out. */
const pairs = (given: readonly (readonly [label: string, value: DocumentValue | null])[]): DocumentPair[] =>
  given.flatMap(([label, value]) => (value === null || value === '' ? [] : [{ label, value }]))
const at = (instant: string | null): DocumentValue | null => (instant === null ? null : { at: instant })

/** The flags in the head of the page. */
export function flagsOf(ticket: Ticket, { words: { enums, ticket: { flag } } }: ContentContext): string[] {
  return [
    ...(ticket.secondComplaint ? [flag.secondComplaint] : []), ...(ticket.escalatedAt ? [flag.escalated] : []), ...(ticket.returned ? [flag.returned] : []),
    ...ticket.pendingRequests.map(({ kind }) => fill(flag.pending, { kind: enums.requestKind[kind] })),
    ...(ticket.provisionalDeadlines ? [flag.provisional] : []),
  ]
}

function requestsOf(ticket: Ticket, { words: { document, enums }, instant, list }: ContentContext): string {
  return list(ticket.pendingRequests.map(({ kind, requestedBy, requestedAt, requestedVisitAt }) => [
    enums.requestKind[kind], fill(document.request, { name: requestedBy, at: instant(requestedAt) }),
    requestedVisitAt ? fill(document.requestedVisit, { at: instant(requestedVisitAt) }) : '',
  ].filter(Boolean).join(' ')))
}

function ticketFacts(ticket: Ticket, context: ContentContext): DocumentFacts {
  const { document: { label, section }, enums, ticket: page } = context.words
  const level = ticket.level === 'none' ? enums.level.none : fill(enums.level.word, { level: ticket.level })
  return {
    title: section.ticket,
    pairs: pairs([
      [label.no, ticket.no], [page.label.type, enums.type[ticket.type]], [page.field.state, enums.state[ticket.state]], [enums.level.label, level],
      [label.flags, context.list(flagsOf(ticket, context))], [label.pendingRequest, requestsOf(ticket, context)],
      [page.label.source, enums.source[ticket.source]], [label.createdAt, at(ticket.createdAt)], [label.createdBy, ticket.createdBy.name],
      [label.submittedAt, at(ticket.assignment?.submittedAt ?? null)], [page.field.resolvedAt, at(ticket.resolvedAt)], [label.closedAt, at(ticket.closedAt)],
      [label.feedbackCount, ticket.feedbackCount],
    ]),
  }
}

function customerFacts({ customer }: Ticket, { words: { enums, ticket: { label, section } } }: ContentContext): DocumentFacts {
  return {
    title: section.customer,
    pairs: pairs([
      [label.name, customer.name], [label.customerType, enums.customerType[customer.type]], ...customer.phones.map((phone, index): [string, string] => [index === 0 ? label.phone : label.otherPhone, phone]),
      [label.region, [customer.province, customer.city, customer.district].filter(Boolean).join(' ')], [label.address, customer.address],
    ]),
  }
}

function contractFacts({ customer }: Ticket, { words: { document, ticket: { label, section, noContract } } }: ContentContext): DocumentFacts {
  const known = pairs([[label.contractNo, customer.contractNo], [label.amount, customer.contractAmount === null ? null : { amount: customer.contractAmount }], [label.orderNo, customer.orderNo]])
  return { title: section.contract, pairs: known.length > 0 ? known : [{ label: document.label.contractNo, value: noContract }] }
}

function productFacts(ticket: Ticket, { words: { ticket: { label, section, nothing } }, names }: ContentContext): DocumentFacts {
  const { product, salesChannel } = ticket
  return {
    title: section.product,
    pairs: pairs([
      [label.brand, product.brand ?? nothing], [label.category, product.category ?? nothing],
      [label.salesChannel, [salesChannel.major, salesChannel.middle, salesChannel.minor].filter(Boolean).join(' / ') || nothing],
      [label.cause, ticket.causeCode === null ? null : names.cause(ticket.causeCode)],
    ]),
  }
}

function partyFacts(ticket: Ticket, { words: { enums, ticket: words }, names, list }: ContentContext): DocumentFacts {
  const { mall, headOffice, assignment, responsibleParty } = ticket
  const level = assignment?.marketLevel ? fill(words.marketLevel, { level: assignment.marketLevel }) : ''
  return {
    title: words.section.parties,
    pairs: pairs([
      [words.label.mall, mall ? `${mall.code} ${mall.name}` : headOffice ? null : words.noDestination],
      [words.label.headOffice, headOffice && `${names.organisation(headOffice.departmentCode)} · ${enums.headOfficeReason[headOffice.reason]}`],
      [words.label.handler, [assignment?.handler, assignment?.phone].filter(Boolean).join(' · ')],
      [words.label.marketingLine, [assignment?.marketingLine, level].filter(Boolean).join(' · ')],
      [words.label.responsibleParty, responsibleParty ? `${names.organisation(responsibleParty)} · ${words.counted}` : words.nothing],
      [words.label.assistants, list(ticket.assistants.map(names.organisation))],
    ]),
  }
}

function surveyFacts(ticket: Ticket, { words: { enums, survey, ticket: words }, instant, timeZone }: ContentContext): DocumentFacts {
  const answer = (timely: boolean | null): string => (timely === null ? words.nothing : timely ? words.yes : words.no)
  const { satisfaction } = ticket
  const planned = ticket.visitAt && ticket.state !== 'cancelled' ? fill(words.survey.planned, { at: instant(satisfactionSurveyAt(ticket.visitAt, timeZone)) }) : words.nothing
  const given = satisfaction && `${satisfaction.score ? enums.score[satisfaction.score] : satisfaction.processed ? survey.processedYes : survey.processedNo} · ${instant(satisfaction.at)}`
  return {
    title: words.section.surveys,
    pairs: pairs([
      [words.survey.contact, answer(ticket.contactTimely)], [words.survey.followUp, answer(ticket.followUpTimely)], [words.survey.resolution, answer(ticket.processTimely)],
      [words.survey.satisfaction, given ?? planned], [words.survey.reason, satisfaction?.reason ?? null],
    ]),
  }
}

function relatedFacts(ticket: Ticket, { words: { document, ticket: words }, list }: ContentContext): DocumentFacts[] {
  const known = pairs([[words.followUpOf, ticket.followUpOf], [words.followUp, list(ticket.followUps)]])
  return known.length > 0 ? [{ title: document.section.related, pairs: known }] : []
}

/** The facts of the page's left and right columns. */
export const factsOf = (ticket: Ticket, context: ContentContext): DocumentFacts[] => [
  ticketFacts(ticket, context), customerFacts(ticket, context), contractFacts(ticket, context), productFacts(ticket, context), partyFacts(ticket, context),
  ...(hasSurveys(ticket.type) ? [surveyFacts(ticket, context)] : []), ...relatedFacts(ticket, context),
]
