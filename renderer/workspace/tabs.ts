import { findRequestTab, findSurveyTab, findTab } from '#shared/domain/lists/tabs.ts'
import type { SurveyPool } from '#shared/domain/sla/surveys.ts'
import type { RequestKind } from '#shared/domain/ticket/enumerations.ts'

/** The kinds of pages that a workspace tab can hold. */
export const tabKinds = ['home', 'list', 'ticket', 'call', 'approvals', 'surveys', 'administration', 'report', 'outbox'] as const
export type TabKind = (typeof tabKinds)[number]

/** What an administrator looks after, each a page of its own; their words are `administration.section.<id>`. */
export const administrationSections = ['calendar', 'penalties', 'channels', 'templates', 'dead-letters'] as const
export type AdministrationSection = (typeof administrationSections)[number]

/** What a page is opened with; each key is a prop of the page. Kept over restarts, so plain texts only. */
export type TabParameters = Readonly<Record<string, string>>

/** An open page. */
export interface WorkspaceTab {
  /** Identifies the tab; two tabs never share it. Also its address: `/list/unreplied`. */
  readonly key: string
  readonly kind: TabKind
  readonly parameters: TabParameters
  /** Text of the tab; the page may replace it once it knows better. Empty: the kind's own word. */
  readonly title: string
  /** Holds text that is not submitted. */
  readonly dirty: boolean
}

/** A page that somebody wants to see. */
export interface TabTarget {
  readonly kind: TabKind
  readonly parameters: TabParameters
  readonly title?: string
}

/** The home page. */
export const homeTarget = (): TabTarget => ({ kind: 'home', parameters: {} })
/** A list; `tab` is an id of the table of tabs (`lists.md`). */
export const listTarget = (tab: string): TabTarget => ({ kind: 'list', parameters: { tab } })
/** The requests of a kind: an approver's queue, and for everybody else the list of their outcomes. */
export const approvalsTarget = (kind: RequestKind): TabTarget => ({ kind: 'approvals', parameters: { kind } })
/** A pool of survey tasks. */
export const surveysTarget = (pool: SurveyPool): TabTarget => ({ kind: 'surveys', parameters: { pool } })
/** A page of the administrators. */
export const administrationTarget = (section: AdministrationSection): TabTarget => ({ kind: 'administration', parameters: { section } })
/**
 * 商场违约处理报表.
 * @param more what it shows: `month` (YYYY-MM; empty: the present one), `marketingLine` (empty: all)
 */
export const breachReportTarget = (more: { readonly month?: string; readonly marketingLine?: string } = {}): TabTarget => ({ kind: 'report', parameters: { ...more, report: 'breaches' } })
/** A ticket. @param title e.g. `投诉 2609002984`, where it is known already */
export const ticketTarget = (no: string, title = ''): TabTarget => ({ kind: 'ticket', parameters: { no }, title })
/**
 * A call form. Each is a tab of its own, so that a second call never replaces the first.
 * @param draftId a UUID that names the form
 * @param more what it is opened with: `phone`, `callId`, `line`, `at`
 */
export const callTarget = (draftId: string, more: TabParameters = {}, title = ''): TabTarget => ({ kind: 'call', parameters: { ...more, draftId }, title })

/** What waits on this machine to be sent, in the desktop program. */
export const outboxTarget = (): TabTarget => ({ kind: 'outbox', parameters: {} })

/** The address of a target, unique among the open tabs. */
export function keyOf(target: TabTarget): string {
  switch (target.kind) {
    case 'home': return '/home'
    case 'list': return `/list/${target.parameters.tab ?? ''}`
    case 'ticket': return `/ticket/${target.parameters.no ?? ''}`
    case 'approvals': return `/approvals/${target.parameters.kind ?? ''}`
    case 'surveys': return `/surveys/${target.parameters.pool ?? ''}`
    case 'administration': return `/administration/${target.parameters.section ?? ''}`
    case 'report': return `/reports/${target.parameters.report ?? ''}`
    case 'outbox': return '/outbox'
    case 'call': return `/call/${target.parameters.draftId ?? ''}`
  }
}

/**
 * The target of an address, as a person or a link may give it.
 * @returns null where the address is none of a page
 */
export function targetOf(address: string): TabTarget | null {
  const [kind, value = ''] = address.replace(/^\//, '').split(/[/?]/)
  if (kind === 'home') return homeTarget()
  if (kind === 'outbox') return outboxTarget()
  if (kind === 'reports') return value === 'breaches' ? breachReportTarget() : null
  if (kind === 'list' && findTab(value)) return listTarget(value)
  if (kind === 'approvals') {
    const found = findRequestTab(value)
    return found ? approvalsTarget(found.kind) : null
  }
  if (kind === 'surveys') {
    const found = findSurveyTab(value)
    return found ? surveysTarget(found.pool) : null
  }
  if (kind === 'administration') {
    const found = administrationSections.find((section) => section === value)
    return found ? administrationTarget(found) : null
  }
  if (kind === 'ticket' && /^\d{10,14}$/.test(value)) return ticketTarget(value)
  if (kind === 'call' && /^[\w-]{8,64}$/.test(value)) return callTarget(value)
  return null
}
