import { z } from './zod.ts'
import {
  approvalPage, approvalQuery, colleagueList, colleagueQuery, decisionResults, decisionsBody, delegation, delegationBody, delegationList,
} from './approval.ts'
import { attachment, attachmentParams, attachmentQuery, upload, uploadBody, uploadParams, uploadPartQuery } from './attachment.ts'
import { calendarQuery, calendarRangeBody, calendarYear } from './calendar.ts'
import { callEventBody, call, callList, callListQuery } from './call.ts'
import {
  channel, channelBody, channelList, channelParams, channelTestBody, channelTestResult, deadLetterPage, deadLetterQuery, resendBody, resendResult, template,
  templateBody, templateList, templateParams,
} from './channel.ts'
import { empty, id, ticketNo } from './common.ts'
import { customer, customerCreateBody, customerList, customerPatchBody, customerSearchQuery } from './customer.ts'
import { deadlineList } from './deadlines.ts'
import { downloadQuery } from './download.ts'
import { breachExportQuery, exportParams, exportProgress, ticketExportBody } from './export.ts'
import { logList, recordList } from './history.ts'
import { figures, figuresQuery, reminders, remindersQuery } from './home.ts'
import { intakeAnswer, intakeBody } from './intake.ts'
import { listPreference, listPreferenceBody, listPreferenceParams } from './listPreference.ts'
import { messagePage, messageQuery, messageReadBody, messageReadResult } from './message.ts'
import { operationBody } from './operation.ts'
import { tabCounts, ticketPage, ticketQueryBody } from './query.ts'
import { breachListQuery, breachPage, breachReport, breachReportQuery, penalties, penaltiesBody } from './report.ts'
import {
  catalogue, choiceList, mallProposal, mallProposalQuery, organisationList, organisationQuery, reasonsQuery,
} from './reference.ts'
import { savedQuery, savedQueryBody, savedQueryList, savedQueryListQuery } from './savedQuery.ts'
import { searchAnswer, searchQuery } from './search.ts'
import { customerSurveys, survey, surveyPage, surveyQuery, surveyResultBody } from './survey.ts'
import { refreshBody, serverInfo, session, signInBody, user } from './session.ts'
import { ticket, ticketCreateBody, ticketPatchBody } from './ticket.ts'

/** Who may call: nobody signed in, a signed-in user, a program that signs its requests, or one with an API key. */
export type Authentication = 'none' | 'user' | 'signature' | 'api_key'

export interface Endpoint {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** Below `/api/v1`. */
  path: string
  authentication: Authentication
  summary: string
  params?: z.ZodObject
  query?: z.ZodType
  body?: z.ZodType
  /** What the body is where it is no JSON: its bytes as they come, or a form with one file; neither is validated by a schema. */
  accepts?: 'bytes' | 'form'
  /** The answer is a file instead of JSON; `response` is then {@link fileContent}. */
  answers?: 'file'
  response: z.ZodType
  /** 200 unless named. */
  status?: 200 | 201 | 204
  /** Takes an `Idempotency-Key` (`api.md`). */
  idempotent?: boolean
}

const define = <const Table extends Record<string, Endpoint>>(table: Table): Table => table

/** A file as a caller gets it; `content` is what the platform of the caller makes of bytes (a Blob in a browser). */
export interface FileContent {
  name: string
  mediaType: string
  content: unknown
}
export const fileContent = z.custom<FileContent>()

const byNo = z.strictObject({ no: ticketNo })
const byId = z.strictObject({ id })

/** The whole HTTP interface: the server's routes, the OpenAPI document and the typed client come from this table. */
export const ENDPOINTS = define({
  getServerInfo: { method: 'GET', path: '/server-info', authentication: 'none', summary: 'What a program may know before signing in', response: serverInfo },

  signIn: { method: 'POST', path: '/session', authentication: 'none', summary: 'Sign in', body: signInBody, response: session },
  refreshSession: { method: 'POST', path: '/session/refresh', authentication: 'none', summary: 'Rotate the refresh token; its reuse revokes the family', body: refreshBody, response: session },
  signOut: { method: 'DELETE', path: '/session', authentication: 'user', summary: 'Sign out', response: empty, status: 204 },
  getMe: { method: 'GET', path: '/me', authentication: 'user', summary: 'The signed-in user', response: user },

  searchCustomers: { method: 'GET', path: '/customers', authentication: 'user', summary: 'Customers by phone or by name, contract and address', query: customerSearchQuery, response: customerList },
  getCustomer: { method: 'GET', path: '/customers/:id', authentication: 'user', summary: 'One customer', params: byId, response: customer },
  createCustomer: { method: 'POST', path: '/customers', authentication: 'user', summary: 'A new customer', body: customerCreateBody, response: customer, status: 201, idempotent: true },
  patchCustomer: { method: 'PATCH', path: '/customers/:id', authentication: 'user', summary: 'Change a customer', params: byId, body: customerPatchBody, response: customer, idempotent: true },

  reportCall: { method: 'POST', path: '/calls', authentication: 'signature', summary: 'An event of the telephone system', body: callEventBody, response: call, status: 201 },
  listCalls: { method: 'GET', path: '/calls', authentication: 'user', summary: 'Calls of a customer or a ticket, or the one of an id of the telephone system', query: callListQuery, response: callList },
  playRecording: { method: 'GET', path: '/calls/:id/recording', authentication: 'user', summary: 'The sound of a call, for users of the group inside the internal networks; each playing is written to the audit', params: byId, answers: 'file', response: fileContent },

  intake: { method: 'POST', path: '/intake', authentication: 'api_key', summary: '自助报修: a report of a customer through another program', body: intakeBody, response: intakeAnswer, status: 201, idempotent: true },

  search: { method: 'GET', path: '/search', authentication: 'user', summary: 'The search box: tickets by number, phone, customer, contract and what is written in them; customers', query: searchQuery, response: searchAnswer },

  createTicket: { method: 'POST', path: '/tickets', authentication: 'user', summary: '保存 or 保存并提交', body: ticketCreateBody, response: ticket, status: 201, idempotent: true },
  queryTickets: { method: 'POST', path: '/tickets/query', authentication: 'user', summary: 'A page of a list', body: ticketQueryBody, response: ticketPage },
  exportTickets: { method: 'POST', path: '/tickets/export', authentication: 'user', summary: 'A filtered list as a workbook (XLSX), streamed; at most 100,000 tickets; written to the audit', body: ticketExportBody, answers: 'file', response: fileContent },
  countTickets: { method: 'GET', path: '/tickets/counts', authentication: 'user', summary: 'Counts of the tabs', response: tabCounts },
  getTicket: { method: 'GET', path: '/tickets/:no', authentication: 'user', summary: 'One ticket; marks it read', params: byNo, response: ticket },
  patchTicket: { method: 'PATCH', path: '/tickets/:no', authentication: 'user', summary: 'Change data of a ticket', params: byNo, body: ticketPatchBody, response: ticket, idempotent: true },
  operateTicket: { method: 'POST', path: '/tickets/:no/operations', authentication: 'user', summary: 'An operation of the transition table', params: byNo, body: operationBody, response: ticket, idempotent: true },
  getTicketLog: { method: 'GET', path: '/tickets/:no/log', authentication: 'user', summary: 'Operation log', params: byNo, response: logList },
  getTicketRecords: { method: 'GET', path: '/tickets/:no/records', authentication: 'user', summary: 'Follow-up records', params: byNo, response: recordList },
  getTicketDeadlines: { method: 'GET', path: '/tickets/:no/deadlines', authentication: 'user', summary: 'Deadlines and how they were computed', params: byNo, response: deadlineList },
  downloadTicket: { method: 'GET', path: '/tickets/:no/download', authentication: 'user', summary: 'The ticket as a file (PDF, XLSX, JSON), as one may see it; logged', params: byNo, query: downloadQuery, answers: 'file', response: fileContent },
  unmaskTicket: { method: 'POST', path: '/tickets/:no/unmask', authentication: 'user', summary: 'Full phone numbers; logged', params: byNo, response: z.object({ phones: z.array(z.string()) }) },

  uploadAttachment: { method: 'POST', path: '/attachments', authentication: 'user', summary: 'A file in one go: the form has the file and, if wished, its id', accepts: 'form', response: attachment, status: 201 },
  announceUpload: { method: 'PUT', path: '/attachments/uploads/:id', authentication: 'user', summary: 'Begin a resumable upload, or go on with it', params: uploadParams, body: uploadBody, response: upload },
  getUpload: { method: 'GET', path: '/attachments/uploads/:id', authentication: 'user', summary: 'How far one’s own upload is', params: uploadParams, response: upload },
  sendUploadPart: { method: 'PATCH', path: '/attachments/uploads/:id', authentication: 'user', summary: 'A part of an upload, of at most 1 MiB', params: uploadParams, query: uploadPartQuery, accepts: 'bytes', response: upload },
  getAttachment: { method: 'GET', path: '/attachments/:id', authentication: 'user', summary: 'The content of an attachment, or a small picture of it', params: attachmentParams, query: attachmentQuery, answers: 'file', response: fileContent },

  getListPreference: { method: 'GET', path: '/preferences/lists/:list', authentication: 'user', summary: 'One’s own columns of a list', params: listPreferenceParams, response: listPreference },
  setListPreference: { method: 'PUT', path: '/preferences/lists/:list', authentication: 'user', summary: 'Choose the columns of a list, their order and widths, or take the choice back; the last one holds', params: listPreferenceParams, body: listPreferenceBody, response: listPreference },
  listSavedQueries: { method: 'GET', path: '/saved-queries', authentication: 'user', summary: 'One’s own saved queries, and those that one’s organisation shares', query: savedQueryListQuery, response: savedQueryList },
  createSavedQuery: { method: 'POST', path: '/saved-queries', authentication: 'user', summary: 'Save a query', body: savedQueryBody, response: savedQuery, status: 201, idempotent: true },
  changeSavedQuery: { method: 'PUT', path: '/saved-queries/:id', authentication: 'user', summary: 'Rename, share or overwrite a query of one’s own', params: byId, body: savedQueryBody, response: savedQuery },
  deleteSavedQuery: { method: 'DELETE', path: '/saved-queries/:id', authentication: 'user', summary: 'Take a query of one’s own away', params: byId, response: empty, status: 204 },

  listApprovals: { method: 'GET', path: '/approvals', authentication: 'user', summary: 'Requests of tickets: the queues, and the outcomes for who asked', query: approvalQuery, response: approvalPage },
  decideApprovals: { method: 'POST', path: '/approvals/decisions', authentication: 'user', summary: 'Decide requests, each on its own', body: decisionsBody, response: decisionResults, idempotent: true },
  listDelegations: { method: 'GET', path: '/delegations', authentication: 'user', summary: 'Delegations that one gave or has', response: delegationList },
  createDelegation: { method: 'POST', path: '/delegations', authentication: 'user', summary: 'Hand approving to a colleague for a period', body: delegationBody, response: delegation, status: 201, idempotent: true },
  endDelegation: { method: 'DELETE', path: '/delegations/:id', authentication: 'user', summary: 'End a delegation before its time', params: byId, response: empty, status: 204 },
  listColleagues: { method: 'GET', path: '/colleagues', authentication: 'user', summary: 'Call-center staff to delegate to', query: colleagueQuery, response: colleagueList },

  listSurveys: { method: 'GET', path: '/surveys', authentication: 'user', summary: 'Survey tasks of the pools with their results', query: surveyQuery, response: surveyPage },
  listCustomerSurveys: { method: 'GET', path: '/surveys/customer/:id', authentication: 'user', summary: 'All that is still to be asked of a customer', params: byId, response: customerSurveys },
  recordSurvey: { method: 'POST', path: '/surveys/:id/result', authentication: 'user', summary: 'The result of a survey', params: byId, body: surveyResultBody, response: survey, idempotent: true },

  listMessages: { method: 'GET', path: '/messages', authentication: 'user', summary: 'One’s own messages, newest first', query: messageQuery, response: messagePage },
  readMessages: { method: 'POST', path: '/messages/read', authentication: 'user', summary: 'Mark one’s own messages read, some or all', body: messageReadBody, response: messageReadResult },

  getReminders: { method: 'GET', path: '/home/reminders', authentication: 'user', summary: 'What the home page reminds of, in tickets made this year or month', query: remindersQuery, response: reminders },
  getFigures: { method: 'GET', path: '/home/figures', authentication: 'user', summary: 'The figures of a month, with its days and the month before', query: figuresQuery, response: figures },

  getBreachReport: { method: 'GET', path: '/reports/breaches', authentication: 'user', summary: '商场违约处理报表: the breaches of a month by mall', query: breachReportQuery, response: breachReport },
  listBreaches: { method: 'GET', path: '/reports/breaches/tickets', authentication: 'user', summary: 'The breaches behind a number of the report, newest first', query: breachListQuery, response: breachPage },
  exportBreaches: { method: 'GET', path: '/reports/breaches/export', authentication: 'user', summary: 'The breach report and the breaches behind it as a workbook (XLSX), streamed; written to the audit', query: breachExportQuery, answers: 'file', response: fileContent },
  getExport: { method: 'GET', path: '/exports/:id', authentication: 'user', summary: 'How far one’s own export is', params: exportParams, response: exportProgress },
  cancelExport: { method: 'DELETE', path: '/exports/:id', authentication: 'user', summary: 'End one’s own export; so does going away', params: exportParams, response: empty, status: 204 },

  listReasons: { method: 'GET', path: '/reasons', authentication: 'user', summary: 'Reasons of 退回 and 打回', query: reasonsQuery, response: choiceList },
  listCauses: { method: 'GET', path: '/causes', authentication: 'user', summary: 'Cause categories', response: choiceList },
  listOrganisations: { method: 'GET', path: '/organisations', authentication: 'user', summary: 'Malls, departments or lines for forms', query: organisationQuery, response: organisationList },
  getCatalogue: { method: 'GET', path: '/catalogue', authentication: 'user', summary: 'Brands, categories, sales channels', response: catalogue },
  proposeMall: { method: 'GET', path: '/mall-proposal', authentication: 'user', summary: 'The mall that contract and region propose', query: mallProposalQuery, response: mallProposal },

  getCalendar: { method: 'GET', path: '/admin/calendar', authentication: 'user', summary: 'The days of a year that Monday to Friday alone do not decide', query: calendarQuery, response: calendarYear },
  setCalendarDays: { method: 'PUT', path: '/admin/calendar/days', authentication: 'user', summary: 'An administrator’s own entries for a range of days, or away with them', body: calendarRangeBody, response: calendarYear },

  getPenalties: { method: 'GET', path: '/admin/penalties', authentication: 'user', summary: 'What each kind of breach costs', response: penalties },
  putPenalties: { method: 'PUT', path: '/admin/penalties', authentication: 'user', summary: 'Set what each kind of breach costs', body: penaltiesBody, response: penalties },

  listChannels: { method: 'GET', path: '/admin/channels', authentication: 'user', summary: 'The channels outside the program and how they fare', response: channelList },
  putChannel: { method: 'PUT', path: '/admin/channels/:channel', authentication: 'user', summary: 'Configure a channel', params: channelParams, body: channelBody, response: channel },
  testChannel: { method: 'POST', path: '/admin/channels/:channel/test', authentication: 'user', summary: 'Try the endpoint of a channel with one message', params: channelParams, body: channelTestBody, response: channelTestResult },
  listTemplates: { method: 'GET', path: '/admin/templates', authentication: 'user', summary: 'The words of messages by event and channel', response: templateList },
  putTemplate: { method: 'PUT', path: '/admin/templates/:event/:channel', authentication: 'user', summary: 'Change the words of a message', params: templateParams, body: templateBody, response: template },
  resetTemplate: { method: 'DELETE', path: '/admin/templates/:event/:channel', authentication: 'user', summary: 'Back to the program’s own words', params: templateParams, response: template },
  listDeadLetters: { method: 'GET', path: '/admin/dead-letters', authentication: 'user', summary: 'Messages that could not be delivered, newest first', query: deadLetterQuery, response: deadLetterPage },
  resendDeadLetters: { method: 'POST', path: '/admin/dead-letters/resend', authentication: 'user', summary: 'Try dead letters again', body: resendBody, response: resendResult },
})

export type EndpointName = keyof typeof ENDPOINTS
type Part<Name extends EndpointName, Key extends string> = (typeof ENDPOINTS)[Name] extends Record<Key, infer Schema extends z.ZodType> ? Schema : never

/** What a caller passes; parts that the endpoint has not are absent. */
export type RequestOf<Name extends EndpointName> = {
  [Key in 'params' | 'query' | 'body' as (typeof ENDPOINTS)[Name] extends Record<Key, z.ZodType> ? Key : never]: z.input<Part<Name, Key>>
}
/** The same after validation, as the server sees it. */
export type ValidatedRequestOf<Name extends EndpointName> = {
  [Key in 'params' | 'query' | 'body' as (typeof ENDPOINTS)[Name] extends Record<Key, z.ZodType> ? Key : never]: z.output<Part<Name, Key>>
}
export type ResponseOf<Name extends EndpointName> = z.output<(typeof ENDPOINTS)[Name]['response']>
