import type { Visibility } from '../permissions.ts'
import type { SurveyPool } from '../sla/surveys.ts'
import type { RequestKind } from '../ticket/enumerations.ts'
import type { TicketState } from '../ticket/states.ts'

/** What a tab of tickets holds, as data that the server turns into SQL (`lists.md`, Tabs). */
export interface TicketTab {
  id: string
  /** Where it stands in the navigation; `figures` opens from a figure alone. */
  group: 'handling' | 'timeliness' | 'figures'
  states: readonly TicketState[] | null
  /** A further condition besides the states. */
  only?: 'unread' | 'returned' | 'submitted' | 'late_reply' | 'late_resolve' | 'late_contact' | 'late_follow_up' | 'late_process' | 'dissatisfied'
  order: TicketOrder
  /** Absent: everybody with the ticket module. */
  visibleTo?: readonly Visibility[]
}

/** The orders of `lists.md`; newest first where it names none. */
export type TicketOrder = 'newest' | 'latest_receipt' | 'latest_event' | 'first_submission'

const NOT_CANCELLED = ['pending_submission', 'unreplied', 'replied', 'resolved', 'closed'] as const satisfies readonly TicketState[]

const defineTabs = <const Tabs extends readonly TicketTab[]>(tabs: Tabs): Tabs => tabs

export const TICKET_TABS = defineTabs([
  { id: 'all', group: 'handling', states: ['unreplied', 'replied', 'resolved', 'closed'], order: 'newest' },
  { id: 'pending', group: 'handling', states: ['pending_submission'], order: 'newest', visibleTo: ['all'] },
  { id: 'unread', group: 'handling', states: null, only: 'unread', order: 'latest_event' },
  { id: 'unreplied', group: 'handling', states: ['unreplied'], order: 'latest_receipt' },
  { id: 'replied', group: 'handling', states: ['replied'], order: 'newest' },
  { id: 'resolved', group: 'handling', states: ['resolved'], order: 'newest' },
  { id: 'open', group: 'handling', states: ['unreplied', 'replied', 'resolved'], order: 'newest' },
  { id: 'closed', group: 'handling', states: ['closed'], order: 'newest' },
  { id: 'cancelled', group: 'handling', states: ['cancelled'], order: 'newest' },
  { id: 'returned', group: 'handling', states: ['pending_submission'], only: 'returned', order: 'newest', visibleTo: ['all'] },
  { id: 'late_reply', group: 'timeliness', states: NOT_CANCELLED, only: 'late_reply', order: 'newest' },
  { id: 'late_resolve', group: 'timeliness', states: NOT_CANCELLED, only: 'late_resolve', order: 'newest' },
  { id: 'late_contact', group: 'timeliness', states: NOT_CANCELLED, only: 'late_contact', order: 'newest' },
  { id: 'late_follow_up', group: 'timeliness', states: NOT_CANCELLED, only: 'late_follow_up', order: 'newest' },
  { id: 'late_process', group: 'timeliness', states: NOT_CANCELLED, only: 'late_process', order: 'newest' },
  { id: 'dissatisfied', group: 'timeliness', states: NOT_CANCELLED, only: 'dissatisfied', order: 'newest' },
  // What the figures of the home page count: everything that was ever submitted, also what waits again after a return.
  { id: 'figures', group: 'figures', states: NOT_CANCELLED, only: 'submitted', order: 'first_submission' },
])

export type TicketTabId = (typeof TICKET_TABS)[number]['id']
export const TICKET_TAB_IDS = TICKET_TABS.map((tab) => tab.id) as [TicketTabId, ...TicketTabId[]]

/** The tabs that somebody of this visibility has. */
export const tabsFor = (visibility: Visibility): readonly TicketTab[] =>
  visibility === 'none' ? [] : TICKET_TABS.filter((tab: TicketTab) => !tab.visibleTo || tab.visibleTo.includes(visibility))

/** The tabs of requests (`lists.md`, Tabs): pending ones first, oldest first. Assisting parties neither ask nor decide. */
export const REQUEST_TABS = [
  { id: 'visit_requests', kind: 'visit' },
  { id: 'return_requests', kind: 'return' },
  { id: 'closure_requests', kind: 'closure' },
] as const satisfies readonly { id: string; kind: RequestKind }[]
export type RequestTab = (typeof REQUEST_TABS)[number]

/** The tabs of requests that somebody of this visibility has. */
export const requestTabsFor = (visibility: Visibility): readonly RequestTab[] =>
  visibility === 'none' || visibility === 'assistant' ? [] : REQUEST_TABS

export const findRequestTab = (kind: string): RequestTab | undefined => REQUEST_TABS.find((tab) => tab.kind === kind)

/** The tabs of survey tasks (`lists.md`, Tabs), due first; only the call center asks customers. */
export const SURVEY_TABS = [
  { id: 'survey_follow_up', pool: 'follow_up' },
  { id: 'survey_resolution', pool: 'resolution' },
  { id: 'survey_satisfaction', pool: 'satisfaction' },
] as const satisfies readonly { id: string; pool: SurveyPool }[]
export type SurveyTab = (typeof SURVEY_TABS)[number]

export const findSurveyTab = (pool: string): SurveyTab | undefined => SURVEY_TABS.find((tab) => tab.pool === pool)

/** The tabs of survey tasks that somebody of this visibility has. */
export const surveyTabsFor = (visibility: Visibility): readonly SurveyTab[] => (visibility === 'all' ? SURVEY_TABS : [])

export const findTab = (id: string): TicketTab | undefined => TICKET_TABS.find((tab) => tab.id === id)
