import { defineAsyncComponent } from 'vue'
import type { Component } from 'vue'
import type { IconName } from '../components/icons/iconShapes.ts'
import PageFailed from './PageFailed.vue'
import PageLoading from './PageLoading.vue'
import type { TabKind } from './tabs.ts'

/** How a kind of tab looks and which page it shows. */
export interface PageKind {
  readonly icon: IconName
  /** Message key of the tab's text until the page gives its own. */
  readonly word: string
  readonly component: Component
  /** Needs the room of a work page: the navigation becomes a rail below 1800 px. */
  readonly wide: boolean
}

const page = (loader: () => Promise<{ default: Component }>): Component =>
  defineAsyncComponent({ loader, loadingComponent: PageLoading, errorComponent: PageFailed, delay: 150 })

/** Every kind of page; each is fetched when it is first opened, and gets its tab's parameters as props. */
export const pages: Readonly<Record<TabKind, PageKind>> = {
  home: { icon: 'home', word: 'frame.nav.home', wide: false, component: page(() => import('../features/home/HomePage.vue')) },
  list: { icon: 'list', word: 'list.tab.all', wide: false, component: page(() => import('../features/tickets/list/TicketListPage.vue')) },
  ticket: { icon: 'document', word: 'ticket.title', wide: true, component: page(() => import('../features/tickets/page/TicketPage.vue')) },
  approvals: { icon: 'checklist', word: 'list.group.approval', wide: false, component: page(() => import('../features/approvals/ApprovalQueuePage.vue')) },
  surveys: { icon: 'phone', word: 'list.group.survey', wide: false, component: page(() => import('../features/surveys/SurveyPoolPage.vue')) },
  administration: { icon: 'settings', word: 'list.group.administration', wide: false, component: page(() => import('../features/administration/AdministrationPage.vue')) },
  report: { icon: 'chart', word: 'report.title', wide: false, component: page(() => import('../features/reports/BreachReportPage.vue')) },
  outbox: { icon: 'outbox', word: 'outbox.title', wide: false, component: page(() => import('../features/outbox/page/OutboxPage.vue')) },
  call: { icon: 'incoming-call', word: 'frame.workspace.newTicket', wide: true, component: page(() => import('../features/calls/CallPage.vue')) },
}
