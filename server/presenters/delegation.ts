import type { Colleague, Delegation } from '#shared/contract/approval.ts'
import { isDelegationActive } from '#shared/domain/organisation/delegation.ts'
import type { DelegationRow } from '../models/index.ts'
import type { DelegationRows, Person } from '../queries/delegations.ts'

export const presentPerson = ({ id, name, account }: Person): Colleague => ({ id: String(id), name, account })

const personOf = (people: DelegationRows['people'], id: number): Colleague => presentPerson(people.get(id) ?? { id, name: '', account: '' })

const presentOne = (row: DelegationRow, people: DelegationRows['people'], now: Date): Delegation => ({
  id: String(row.id), from: personOf(people, row.fromUserId), to: personOf(people, row.toUserId),
  startsAt: row.startsAt.toISOString(), endsAt: row.endsAt.toISOString(), endedAt: row.endedAt?.toISOString() ?? null, active: isDelegationActive(row, now),
})

export const presentDelegations = ({ delegations, people }: DelegationRows, now: Date): Delegation[] => delegations.map((row) => presentOne(row, people, now))
