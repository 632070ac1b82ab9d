import type { TicketQueryInput } from '#shared/contract/query.ts'
import type { Samples } from './searches.ts'

type Body = TicketQueryInput & Record<string, unknown>
type Conditions = NonNullable<TicketQueryInput['conditions']>

const day = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString()
const all = (tab: TicketQueryInput['tab'], conditions: Conditions): Body => ({ tab, match: 'all', conditions })
const any = (tab: TicketQueryInput['tab'], conditions: Conditions): Body => ({ tab, match: 'any', conditions })

/** Queries of three conditions: what many tickets fit, what few, what none; of all and of any. */
export function advancedQueries({ mallCode, smallMallCode, phone, customerName, handler, creator }: Samples): { name: string; bodies: Body[] }[] {
  return [
    { name: 'common', bodies: [
      all('all', [{ field: 'type', op: 'eq', value: 'service' }, { field: 'product.brand', op: 'eq', value: '序居' }, { field: 'createdAt', op: 'gte', value: day(900) }]),
      all('closed', [{ field: 'type', op: 'in', value: ['service', 'complaint'] }, { field: 'product.brand', op: 'ne', value: '禾白' }, { field: 'level', op: 'ne', value: 'none' }]),
      all('all', [{ field: 'customer.type', op: 'eq', value: 'individual' }, { field: 'feedbackCount', op: 'lte', value: 2 }, { field: 'replyTimely', op: 'ne', value: false }]),
    ] },
    { name: 'middling', bodies: [
      all('all', [{ field: 'type', op: 'eq', value: 'complaint' }, { field: 'product.brand', op: 'eq', value: '岚山' }, { field: 'causeCode', op: 'eq', value: 'smell' }]),
      all('all', [{ field: 'mall.code', op: 'eq', value: mallCode }, { field: 'type', op: 'eq', value: 'service' }, { field: 'createdAt', op: 'between', value: [day(400), day(300)] }]),
      all('closed', [{ field: 'createdBy', op: 'eq', value: creator }, { field: 'product.category', op: 'eq', value: '橱柜' }, { field: 'satisfaction.score', op: 'in', value: ['dissatisfied', 'very_dissatisfied'] }]),
      all('dissatisfied', [{ field: 'product.brand', op: 'eq', value: '木语' }, { field: 'causeCode', op: 'eq', value: 'cracking' }, { field: 'secondComplaint', op: 'eq', value: false }]),
    ] },
    { name: 'rare', bodies: [
      all('all', [{ field: 'type', op: 'eq', value: 'complaint' }, { field: 'customer.phones', op: 'eq', value: phone }, { field: 'createdAt', op: 'gte', value: day(2_000) }]),
      all('all', [{ field: 'customer.name', op: 'eq', value: customerName }, { field: 'type', op: 'ne', value: 'consult' }, { field: 'state', op: 'eq', value: 'closed' }]),
      all('all', [{ field: 'mall.code', op: 'eq', value: smallMallCode }, { field: 'product.brand', op: 'eq', value: '素原' }, { field: 'causeCode', op: 'eq', value: 'size_error' }]),
      all('all', [{ field: 'assignment.handler', op: 'eq', value: handler }, { field: 'product.brand', op: 'eq', value: '归野' }, { field: 'causeCode', op: 'eq', value: 'smell' }]),
      all('open', [{ field: 'type', op: 'eq', value: 'complaint' }, { field: 'product.category', op: 'eq', value: '沙发' }, { field: 'feedbackCount', op: 'gte', value: 2 }]),
    ] },
    { name: 'empty', bodies: [
      all('all', [{ field: 'product.brand', op: 'eq', value: '没有的牌子' }, { field: 'type', op: 'eq', value: 'service' }, { field: 'level', op: 'ne', value: 'none' }]),
      all('all', [{ field: 'mall.name', op: 'contains', value: '不存在' }, { field: 'type', op: 'eq', value: 'service' }, { field: 'createdAt', op: 'gte', value: day(900) }]),
      all('all', [{ field: 'causeCode', op: 'eq', value: 'nothing' }, { field: 'product.brand', op: 'eq', value: '序居' }, { field: 'type', op: 'eq', value: 'complaint' }]),
    ] },
    { name: 'any', bodies: [
      any('all', [{ field: 'product.brand', op: 'eq', value: '岚山' }, { field: 'causeCode', op: 'eq', value: 'smell' }, { field: 'level', op: 'eq', value: 'A' }]),
      any('all', [{ field: 'mall.code', op: 'eq', value: mallCode }, { field: 'mall.code', op: 'eq', value: smallMallCode }, { field: 'createdBy', op: 'eq', value: creator }]),
      any('closed', [{ field: 'product.brand', op: 'eq', value: '没有的牌子' }, { field: 'causeCode', op: 'eq', value: 'nothing' }, { field: 'createdBy', op: 'eq', value: creator }]),
    ] },
    { name: 'sorted otherwise', bodies: [
      { ...all('all', [{ field: 'type', op: 'eq', value: 'complaint' }, { field: 'product.brand', op: 'eq', value: '岚山' }, { field: 'causeCode', op: 'eq', value: 'smell' }]), sort: { field: 'closedAt', direction: 'desc' } },
      { ...all('closed', [{ field: 'type', op: 'eq', value: 'service' }, { field: 'product.brand', op: 'eq', value: '序居' }, { field: 'createdAt', op: 'gte', value: day(900) }]), sort: { field: 'updatedAt', direction: 'desc' } },
      { ...all('all', [{ field: 'mall.code', op: 'eq', value: smallMallCode }, { field: 'type', op: 'eq', value: 'service' }, { field: 'feedbackCount', op: 'gte', value: 2 }]), sort: { field: 'resolveDueAt', direction: 'asc' } },
    ] },
    { name: 'figure', bodies: [
      all('figures', [{ field: 'firstSubmittedAt', op: 'between', value: [day(60), day(30)] }, { field: 'type', op: 'eq', value: 'complaint' }, { field: 'secondComplaint', op: 'eq', value: true }]),
      all('figures', [{ field: 'firstSubmittedAt', op: 'between', value: [day(390), day(360)] }, { field: 'replyTimely', op: 'eq', value: false }, { field: 'type', op: 'ne', value: 'consult' }]),
      all('figures', [{ field: 'firstSubmittedAt', op: 'between', value: [day(390), day(360)] }, { field: 'serviceOrEscalated', op: 'eq', value: true }]),
    ] },
  ]
}

/** Every sortable column in both directions, on a long list. */
export const sortedQueries = (): Body[] =>
  (['no', 'createdAt', 'assignment.submittedAt', 'firstSubmittedAt', 'feedbackCount', 'replyDueAt', 'resolveDueAt', 'visitAt', 'receivedAt', 'updatedAt', 'closedAt'] as const)
    .flatMap((field) => (['asc', 'desc'] as const).map((direction): Body => ({ tab: 'all', sort: { field, direction } })))
