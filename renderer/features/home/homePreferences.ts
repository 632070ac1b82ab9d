import { ref, watch } from 'vue'
import type { Ref } from 'vue'
import { REMINDER_RANGES } from '#shared/contract/home.ts'
import type { ReminderRange } from '#shared/contract/home.ts'
import type { Role } from '#shared/domain/organisation/roles.ts'
import { readLocal, writeLocal } from '../../stores/localRecord.ts'
import { useSessionStore } from '../../stores/session.ts'

/** What stands below the reminders: the tickets that wait, or the figures. */
export const HOME_VIEWS = ['waiting', 'figures'] as const
export type HomeView = (typeof HOME_VIEWS)[number]

/** Roles that look after how others handle tickets. */
const SUPERVISING: readonly Role[] = ['approver', 'complaint_manager', 'service_manager', 'administrator']
const HANDLING: readonly Role[] = ['agent', 'surveyor']

/** What somebody of these roles sees first: who supervises and handles nothing himself the figures, everybody else what waits. */
export const usualView = (roles: readonly Role[]): HomeView =>
  (roles.some((role) => SUPERVISING.includes(role)) && !roles.some((role) => HANDLING.includes(role)) ? 'figures' : 'waiting')

interface Kept { readonly range: ReminderRange; readonly view: HomeView }
const isKept = (value: unknown): value is Partial<Record<keyof Kept, unknown>> => typeof value === 'object' && value !== null
const oneOf = <Value extends string>(values: readonly Value[], value: unknown, otherwise: Value): Value => values.find((known) => known === value) ?? otherwise

/**
 * How a person left the home page, kept on this machine.
 * @param usualView what somebody of this role sees who has not chosen yet
 */
export function useHomePreferences(usualView: HomeView): { readonly range: Ref<ReminderRange>; readonly view: Ref<HomeView> } {
  const recordName = `gongdan.home.${useSessionStore().user?.id ?? ''}`
  const kept = readLocal(recordName, isKept)
  const range = ref(oneOf(REMINDER_RANGES, kept?.range, 'year'))
  const view = ref(oneOf(HOME_VIEWS, kept?.view, usualView))
  watch([range, view], () => writeLocal(recordName, { range: range.value, view: view.value } satisfies Kept))
  return { range, view }
}
