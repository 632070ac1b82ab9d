import { describe, expect, it } from 'vitest'
import { TICKET_COLUMN_IDS } from '#shared/domain/lists/columns.ts'
import { cellInstant, cellText } from '../../../../../renderer/features/tickets/list/cellText.ts'
import { lookOf } from '../../../../../renderer/features/tickets/list/columns/columnLook.ts'
import { i18n } from '../../../../../renderer/locales/i18n.ts'
import { ticketExample } from '../ticketExample.ts'

const words = { t: (key: string, values: Record<string, unknown> = {}) => i18n.global.t(key, values), labelOf: (source: string, value: string) => `${source}:${value}` }
const at = '2026-09-23T01:26:00.000Z'
/** Everything that a ticket can hold. */
const full = ticketExample({
  customer: { ...ticketExample().customer, province: '东澜', phones: ['139****2671'], orderNo: 'D-1' }, headOffice: { reason: 'no_mall', departmentCode: 'DEPT-S' }, salesChannel: { major: '零售', middle: '门店', minor: '直营' },
  causeCode: 'quality', responsibleParty: 'LINE-1', assistants: ['LINE-1', 'LINE-2'], assignment: { handler: '林晓禾', phone: '0755-8888', marketingLine: '南区', marketLevel: 'A', submittedAt: at },
  secondComplaint: true, escalatedAt: at, receivedAt: at, closedAt: at, contactTimely: true, followUpTimely: false, replyTimely: true, resolveTimely: false, processTimely: true,
  satisfaction: { processed: false, score: 'dissatisfied', reason: '来得太晚', at }, followUpOf: '2609000001', provisionalDeadlines: true, latestFeedback: '门板色差明显',
})
/** Nothing but what every ticket holds. */
const bare = ticketExample({
  customer: { ...ticketExample().customer, phones: [], province: null, city: null, district: null, address: null, contractNo: null, contractAmount: null }, mall: null, assignment: null, product: { brand: null, category: null },
  firstSubmittedAt: null, firstContactDueAt: null, replyDueAt: null, resolveDueAt: null, visitAt: null, replyTimely: null,
})

describe('the cells of a ticket', () => {
  it('hold something in every column of a ticket that holds everything', () => {
    for (const id of TICKET_COLUMN_IDS) {
      const { kind } = lookOf(id, { room: 1174 })
      if (kind === 'instant') expect(cellInstant(full, id), id).toMatch(/^2026-/)
      else if (kind === 'text' || kind === 'count') expect(cellText(full, id, words), id).not.toBe('')
    }
  })
  it('say it in words, with the names of codes and numbers as people write them', () => {
    const shown = Object.fromEntries(TICKET_COLUMN_IDS.map((id) => [id, cellText(full, id, words)]))
    expect(shown).toMatchObject({
      region: '东澜 澜州市 江北区', product: '序居 · 定制衣柜', salesChannel: '零售 · 门店 · 直营', contractAmount: '46,800', cause: 'cause:quality', assistants: 'line:LINE-1、line:LINE-2', responsibleParty: 'party:LINE-1',
      headOfficeDepartment: 'department:DEPT-S', score: '不太满意', processed: '否', contactTimely: '是', followUpTimely: '否', secondComplaint: '是', customerType: '个人', source: '桌面端', phone: '139****2671', mall: 'M0001 澜州江北商场',
    })
  })
  it('stay empty where the ticket holds nothing, and never say null', () => {
    for (const id of TICKET_COLUMN_IDS) {
      expect(cellText(bare, id, words), id).not.toMatch(/null|undefined/)
      if (lookOf(id, { room: 1174 }).kind === 'instant' && !['createdAt', 'updatedAt'].includes(id)) expect(cellInstant(bare, id), id).toBeNull()
    }
    expect(['phone', 'mall', 'handler', 'region', 'secondComplaint', 'replyTimely', 'score', 'contractAmount'].map((id) => cellText(bare, id as 'mall', words))).toEqual(['', '', '', '', '', '', '', ''])
  })
})
