import type { BreachKind } from '#shared/domain/breaches.ts'
import type { MallStatus, OrganisationKind, Role } from '#shared/domain/organisation/roles.ts'
import type { HolidayData } from '#shared/domain/sla/calendar.ts'
import type { TicketType } from '#shared/domain/ticket/types.ts'
import { amount, day, flag, instant, integer, json, key, nullable, primary, reference, text } from './columns.ts'

export const organisationColumns = {
  id: key(), code: text(), name: text(), kind: text<OrganisationKind>(), status: text<MallStatus>(), departmentId: nullable(reference()),
  marketingLine: nullable(text()), marketLevel: nullable(text()), province: nullable(text()), city: nullable(text()), district: nullable(text()),
  phone: nullable(text()), version: integer(), createdAt: instant(),
}

export const userColumns = {
  id: key(), organisationId: reference(), account: text(), name: text(), passwordHash: text(), phone: nullable(text()),
  ticketTypes: nullable(json<TicketType[]>()), active: flag(), version: integer(), createdAt: instant(),
}

export const userRoleColumns = { userId: primary(reference()), role: primary(text<Role>()) }

export const refreshTokenColumns = {
  id: key(), userId: reference(), family: text(), tokenHash: text(), createdAt: instant(), expiresAt: instant(),
  usedAt: nullable(instant()), revokedAt: nullable(instant()),
}

export const calendarDayColumns = { day: primary(day()), working: flag(), note: nullable(text()), changedBy: nullable(reference()), changedAt: instant() }
export const holidayDataColumns = { id: primary(integer()), version: text(), data: nullable(json<HolidayData>()), takenAt: nullable(instant()) }
/** `walking`: over all open tickets; `settling`: over them, and once more later; `checking`: that second walk. */
export type RecomputationPhase = 'walking' | 'settling' | 'checking' | 'done'
export const calendarRecomputationColumns = {
  id: primary(integer()), fingerprint: text(), phase: text<RecomputationPhase>(), lastTicketId: reference(), looked: integer(), changed: integer(), startedAt: nullable(instant()),
}
export const causeColumns = { code: primary(text()), name: text(), position: integer(), active: flag() }
export const reasonColumns = { operation: primary(text()), code: primary(text()), name: text(), position: integer(), active: flag() }
export const catalogueEntryColumns = { id: key(), kind: text<'brand' | 'category' | 'sales_channel'>(), major: text(), middle: text(), minor: text(), position: integer() }
export const penaltyColumns = { breach: primary(text<BreachKind>()), amount: amount(), changedAt: instant() }
export const settingColumns = { name: primary(text()), value: json<unknown>(), changedAt: instant() }
export const listPreferenceColumns = { userId: primary(reference()), list: primary(text()), value: json<unknown>(), changedAt: instant() }
export const savedQueryColumns = {
  id: key(), userId: reference(), organisationId: reference(), name: text(), list: text(), shared: flag(), query: json<unknown>(), createdAt: instant(),
}
export const delegationColumns = {
  id: key(), fromUserId: reference(), toUserId: reference(), startsAt: instant(), endsAt: instant(), createdAt: instant(), endedAt: nullable(instant()),
}
export const apiKeyColumns = { id: key(), name: text(), keyHash: text(), organisationId: reference(), userId: reference(), createdAt: instant(), revokedAt: nullable(instant()) }
export const auditEntryColumns = {
  id: key(), at: instant(), userId: nullable(reference()), action: text(), ticketId: nullable(reference()), detail: nullable(json<unknown>()),
}
