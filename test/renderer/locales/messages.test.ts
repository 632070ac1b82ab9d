import { describe, expect, it } from 'vitest'
import { API_ERRORS } from '#shared/contract/errors.ts'
import { REQUEST_TABS, SURVEY_TABS, TICKET_TABS } from '#shared/domain/lists/tabs.ts'
import { NOTICES } from '#shared/domain/notices.ts'
import { ORGANISATION_KINDS, ROLES } from '#shared/domain/organisation/roles.ts'
import { CUSTOMER_TYPES, FEEDBACK_CHANNELS, HEAD_OFFICE_REASONS, LOG_SOURCES, REQUEST_KINDS, REQUEST_STATES, SATISFACTION_SCORES, TICKET_SOURCES, VISIT_TYPES } from '#shared/domain/ticket/enumerations.ts'
import { CREATING_OPERATIONS, TICKET_OPERATIONS } from '#shared/domain/ticket/operations.ts'
import { TICKET_STATES } from '#shared/domain/ticket/states.ts'
import { TICKET_TYPES } from '#shared/domain/ticket/types.ts'
import english from '../../../renderer/locales/en-US.ts'
import chinese from '../../../renderer/locales/zh-CN.ts'

type Messages = { readonly [key: string]: string | Messages }

function entriesOf(messages: Messages, prefix = ''): [string, string][] {
  return Object.entries(messages).flatMap(([key, value]) => (typeof value === 'string' ? [[prefix + key, value] as [string, string]] : entriesOf(value, `${prefix}${key}.`)))
}
const chineseEntries = entriesOf(chinese)
const englishEntries = new Map(entriesOf(english))
const placeholders = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort()

describe('messages', () => {
  it('has the same keys in both languages', () => {
    expect([...englishEntries.keys()].sort()).toEqual(chineseEntries.map(([key]) => key).sort())
  })
  it('fills the same placeholders in both languages', () => {
    const differing = chineseEntries.filter(([key, text]) => placeholders(text).join() !== placeholders(englishEntries.get(key) ?? '').join()).map(([key]) => key)
    expect(differing).toEqual([])
  })
  it('has no empty text', () => {
    expect([...chineseEntries, ...englishEntries].filter(([, text]) => text.trim() === '').map(([key]) => key)).toEqual([])
  })
  it('has no bare sign that vue-i18n reads as its own syntax', () => {
    // A pipe separates plurals, an at sign links messages; both would change the text on the screen.
    expect([...chineseEntries, ...englishEntries].filter(([, text]) => /[|@]/.test(text.replace(/\{'[^']*'\}/g, ''))).map(([key]) => key)).toEqual([])
  })
  it('says of every error code what happened and what to do', () => {
    const known: Messages = chinese.errors
    for (const code of Object.keys(API_ERRORS)) expect(known[code], code).toMatchObject({ what: expect.any(String), todo: expect.any(String) })
  })
  it.each([
    ['state', TICKET_STATES], ['type', TICKET_TYPES], ['typeShort', TICKET_TYPES], ['operation', [...CREATING_OPERATIONS, ...TICKET_OPERATIONS]],
    ['headOfficeReason', HEAD_OFFICE_REASONS], ['customerType', CUSTOMER_TYPES], ['channel', FEEDBACK_CHANNELS], ['source', [...TICKET_SOURCES, ...LOG_SOURCES]],
    ['score', SATISFACTION_SCORES], ['requestKind', REQUEST_KINDS], ['requestState', REQUEST_STATES], ['visitType', VISIT_TYPES], ['role', ROLES],
    ['organisationKind', ORGANISATION_KINDS],
  ] as const)('has a word for every id of %s', (group, ids) => {
    expect(ids.filter((id) => !(id in chinese.enums[group]))).toEqual([])
  })
  it('has words for every event that somebody hears of', () => {
    expect(Object.keys(chinese.message.event).sort()).toEqual(Object.keys(NOTICES).sort())
  })
  it('has a word for every list and every group of lists', () => {
    expect(REQUEST_TABS.filter((tab) => !(tab.id in chinese.list.tab) || !(tab.kind in chinese.approval.title)).map((tab) => tab.id)).toEqual([])
    expect(SURVEY_TABS.filter((tab) => !(tab.id in chinese.list.tab) || !(tab.pool in chinese.survey.pool)).map((tab) => tab.id)).toEqual([])
    expect(TICKET_TABS.filter((tab) => !(tab.id in chinese.list.tab) || !(tab.group in chinese.list.group)).map((tab) => tab.id)).toEqual([])
  })
})
