import type { Ticket } from '#shared/contract/ticket.ts'
import { ticket } from '#shared/contract/ticket.ts'

const HOUR = 3_600_000
const WORDS = ['衣柜移门轨道变形，关门时卡住，约好周末上门', '餐椅脚垫缺 4 个，请补发', '补发的衣柜门板色差明显，与第一次来电说的不一样，客户要求整块更换并说明原因', '床箱气压杆失效，床板突然落下']
const at = <Value>(values: readonly Value[], index: number): Value => values[index % values.length]!

/** Generated tickets for measuring what the page does with many rows: every column holds something, no two rows are alike. */
export function generatedTickets(count: number, now: Date): Ticket[] {
  const instant = (hours: number): string => new Date(now.getTime() + hours * HOUR).toISOString()
  const generated = Array.from({ length: count }, (_, index): Ticket => {
    const type = at(['complaint', 'service', 'consult'] as const, index)
    const age = -1 - (index % 4_000)
    return {
      no: String(2_600_000_000 + index), type, level: at({ complaint: ['1', '2', '3'], service: ['A', 'B', 'C'], consult: ['none'] }[type] as Ticket['level'][], index), state: 'unreplied', version: 3, source: at(['desktop', 'web'] as const, index),
      createdAt: instant(age - 1), createdBy: { id: '9', name: at(['何知秋', '陆青禾', '方宁'], index) },
      customer: {
        id: String(index), name: `客户${index}`, phones: [`138****${String(1_000 + (index % 9_000))}`], phonesMasked: true, type: at(['individual', 'company'] as const, index), province: '东澜', city: '澜州市', district: '江北区', address: `滨河路 ${index} 号`,
        contractNo: `LZ26-05-${index}`, contractAmount: 1_000 + index, orderNo: `D${index}`,
      },
      mall: { code: `M${String(index % 500).padStart(4, '0')}`, name: `商场 ${index % 500}` }, headOffice: null, product: { brand: '序居', category: '定制衣柜' }, salesChannel: { major: '零售', middle: '门店', minor: '直营' },
      causeCode: 'quality', responsibleParty: 'LINE-1', assistants: ['LINE-1'],
      assignment: { handler: at(['林晓禾', '韩松月'], index), phone: '0755-88880000', marketingLine: at(['南区', '北区'], index), marketLevel: 'A', submittedAt: instant(age) },
      firstSubmittedAt: instant(age), feedbackCount: index % 5, secondComplaint: index % 7 === 0, escalatedAt: instant(age + 1), firstContactDueAt: instant(age + 4), replyDueAt: instant((index % 60) - 20), replyOpen: true, replyRound: 1,
      resolveDueAt: instant(age + 240), resolvedAt: null, visitAt: instant(age + 260), contactTimely: index % 2 === 0, followUpTimely: null, replyTimely: null, resolveTimely: index % 3 === 0, processTimely: null,
      satisfaction: { processed: true, score: at(['satisfied', 'dissatisfied'] as const, index), reason: '来得太晚', at: instant(age + 300) }, pendingRequests: [], followUpOf: index > 0 ? String(2_600_000_000 + index - 1) : null, followUps: [],
      unread: index % 3 === 0, alert: 'none', provisionalDeadlines: index % 11 === 0, latestFeedback: `${index}：${at(WORDS, index)}`, receivedAt: instant(age), updatedAt: instant(age + 2), closedAt: instant(age + 300),
      returned: false, allowedOperations: ['feedback'], editable: 'none',
    }
  })
  // A fake that is no ticket would measure nothing.
  ticket.parse(generated[0])
  return generated
}
