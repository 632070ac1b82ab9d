import type { Sequelize } from 'sequelize'
import * as attachments from './attachments.ts'
import { defineTable, type RowOf } from './columns.ts'
import * as counts from './counts.ts'
import * as customers from './customers.ts'
import * as events from './events.ts'
import * as exports from './exports.ts'
import * as organisations from './organisations.ts'
import * as search from './search.ts'
import * as tickets from './tickets.ts'

/** Defines the models of all tables on a connection. */
export const defineTables = (sequelize: Sequelize) => ({
  organisations: defineTable(sequelize, 'organisations', organisations.organisationColumns),
  users: defineTable(sequelize, 'users', organisations.userColumns),
  userRoles: defineTable(sequelize, 'user_roles', organisations.userRoleColumns),
  refreshTokens: defineTable(sequelize, 'refresh_tokens', organisations.refreshTokenColumns),
  delegations: defineTable(sequelize, 'delegations', organisations.delegationColumns),
  calendarDays: defineTable(sequelize, 'calendar_days', organisations.calendarDayColumns),
  holidayData: defineTable(sequelize, 'holiday_data', organisations.holidayDataColumns),
  calendarRecomputation: defineTable(sequelize, 'calendar_recomputation', organisations.calendarRecomputationColumns),
  causes: defineTable(sequelize, 'causes', organisations.causeColumns),
  reasons: defineTable(sequelize, 'reasons', organisations.reasonColumns),
  catalogueEntries: defineTable(sequelize, 'catalogue_entries', organisations.catalogueEntryColumns),
  penalties: defineTable(sequelize, 'penalties', organisations.penaltyColumns),
  settings: defineTable(sequelize, 'settings', organisations.settingColumns),
  listPreferences: defineTable(sequelize, 'list_preferences', organisations.listPreferenceColumns),
  savedQueries: defineTable(sequelize, 'saved_queries', organisations.savedQueryColumns),
  apiKeys: defineTable(sequelize, 'api_keys', organisations.apiKeyColumns),
  auditEntries: defineTable(sequelize, 'audit_entries', organisations.auditEntryColumns),
  customers: defineTable(sequelize, 'customers', customers.customerColumns),
  customerPhones: defineTable(sequelize, 'customer_phones', customers.customerPhoneColumns),
  contracts: defineTable(sequelize, 'contracts', customers.contractColumns),
  calls: defineTable(sequelize, 'calls', customers.callColumns),
  tickets: defineTable(sequelize, 'tickets', tickets.ticketColumns),
  ticketNumberBlocks: defineTable(sequelize, 'ticket_number_blocks', tickets.ticketNumberBlockColumns),
  ticketPhones: defineTable(sequelize, 'ticket_phones', tickets.ticketPhoneColumns),
  ticketAssistants: defineTable(sequelize, 'ticket_assistants', tickets.ticketAssistantColumns),
  ticketMarks: defineTable(sequelize, 'ticket_marks', tickets.ticketMarkColumns),
  ticketReads: defineTable(sequelize, 'ticket_reads', tickets.ticketReadColumns),
  ticketCounts: defineTable(sequelize, 'ticket_counts', counts.ticketCountColumns),
  countChanges: defineTable(sequelize, 'count_changes', counts.countChangeColumns),
  assignments: defineTable(sequelize, 'assignments', tickets.assignmentColumns),
  replyRounds: defineTable(sequelize, 'reply_rounds', tickets.replyRoundColumns),
  requests: defineTable(sequelize, 'requests', tickets.requestColumns),
  records: defineTable(sequelize, 'records', tickets.recordColumns),
  attachments: defineTable(sequelize, 'attachments', attachments.attachmentColumns),
  attachmentContents: defineTable(sequelize, 'attachment_contents', attachments.attachmentContentColumns),
  uploads: defineTable(sequelize, 'uploads', attachments.uploadColumns),
  operationLog: defineTable(sequelize, 'operation_log', tickets.operationLogColumns),
  timers: defineTable(sequelize, 'timers', events.timerColumns),
  events: defineTable(sequelize, 'events', events.eventColumns),
  presence: defineTable(sequelize, 'presence', events.presenceColumns),
  callNews: defineTable(sequelize, 'call_news', events.callNewsColumns),
  outbox: defineTable(sequelize, 'outbox', events.outboxColumns),
  messages: defineTable(sequelize, 'messages', events.messageColumns),
  messageReads: defineTable(sequelize, 'message_reads', events.messageReadColumns),
  messageMarks: defineTable(sequelize, 'message_marks', events.messageMarkColumns),
  dispatches: defineTable(sequelize, 'dispatches', events.dispatchColumns),
  channels: defineTable(sequelize, 'channels', events.channelColumns),
  templates: defineTable(sequelize, 'templates', events.templateColumns),
  surveyTasks: defineTable(sequelize, 'survey_tasks', events.surveyTaskColumns),
  breaches: defineTable(sequelize, 'breaches', events.breachColumns),
  ticketTerms: defineTable(sequelize, 'ticket_terms', search.ticketTermColumns),
  ticketTexts: defineTable(sequelize, 'ticket_texts', search.ticketTextColumns),
  searchQueue: defineTable(sequelize, 'search_queue', search.searchQueueColumns),
  searchWalk: defineTable(sequelize, 'search_walk', search.searchWalkColumns),
  exports: defineTable(sequelize, 'exports', exports.exportColumns),
  idempotencyKeys: defineTable(sequelize, 'idempotency_keys', events.idempotencyKeyColumns),
})

export type Tables = ReturnType<typeof defineTables>
export type TicketRow = RowOf<typeof tickets.ticketColumns>
export type OrganisationRow = RowOf<typeof organisations.organisationColumns>
export type UserRow = RowOf<typeof organisations.userColumns>
export type DelegationRow = RowOf<typeof organisations.delegationColumns>
export type CalendarDayRow = RowOf<typeof organisations.calendarDayColumns>
export type RecomputationRow = RowOf<typeof organisations.calendarRecomputationColumns>
export type CustomerRow = RowOf<typeof customers.customerColumns>
export type ContractRow = RowOf<typeof customers.contractColumns>
export type CallRow = RowOf<typeof customers.callColumns>
export type AttachmentRow = RowOf<typeof attachments.attachmentColumns>
export type UploadRow = RowOf<typeof attachments.uploadColumns>
export type RequestRow = RowOf<typeof tickets.requestColumns>
export type RecordRow = RowOf<typeof tickets.recordColumns>
export type ReplyRoundRow = RowOf<typeof tickets.replyRoundColumns>
export type BreachRow = RowOf<typeof events.breachColumns>
export type ExportRow = RowOf<typeof exports.exportColumns>
export type TimerRow = RowOf<typeof events.timerColumns>
export type ChannelRow = RowOf<typeof events.channelColumns>
export type TemplateRow = RowOf<typeof events.templateColumns>
export type SurveyTaskRow = RowOf<typeof events.surveyTaskColumns>
export type OperationLogRow = RowOf<typeof tickets.operationLogColumns>
