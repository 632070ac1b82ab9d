import type { BreachKind } from '#shared/domain/breaches.ts'
import type { REASON_REQUIRED } from '#shared/domain/ticket/operations.ts'

/** The lists that administrators keep, as the demonstration begins with them. Every list of choices has `other`. */

export const CAUSES = {
  color_difference: '补件色差', cracking: '开裂', deformation: '变形', size_error: '尺寸不符', missing_part: '少件漏发', transport_damage: '运输破损',
  hardware: '五金故障', installation: '安装质量', delivery_delay: '送货延期', installation_delay: '安装延期', service_attitude: '服务态度', smell: '气味',
  price_dispute: '价格争议', return_goods: '退换货', product_question: '产品咨询', suggestion: '建议', other: '其他',
} as const
export type CauseCode = keyof typeof CAUSES

export const REASONS = {
  return: {
    other_region: '不属本商场区域', other_seller: '非本商场销售', duplicate: '重复工单', customer_withdrew: '客户撤诉',
    customer_wants_head_office: '客户要求总部', mall_suspended: '商场停业', other: '其他',
  },
  send_back: { not_solved: '问题未解决', customer_disagrees: '客户不认可方案', unclear: '内容不清', no_evidence: '缺少凭证', other: '其他' },
} as const satisfies Record<(typeof REASON_REQUIRED)[number], Record<string, string>>

export const BRANDS = ['序居', '澜木', '禾白'] as const
export const CATEGORIES = ['定制衣柜', '橱柜', '餐桌椅', '沙发', '床', '书柜', '玄关柜', '餐边柜', '浴室柜'] as const
export type Category = (typeof CATEGORIES)[number]

export const SALES_CHANNELS: readonly (readonly [major: string, middle: string, minor: string])[] = [
  ['零售', '商场', '自营'], ['零售', '商场', '经销'], ['零售', '社区店', '自营'], ['零售', '社区店', '经销'],
  ['线上', '旗舰店', '自营'], ['线上', '直播', '自营'], ['线上', '直播', '合作'],
  ['工程', '精装房', '直营'], ['工程', '酒店公寓', '经销'], ['工程', '办公', '直营'],
]

/** Yuan for each breach of the report (`lists.md`, Breach report). */
export const PENALTIES: Readonly<Record<BreachKind, number>> = {
  late_contact: 50, late_follow_up: 50, late_process: 100, dissatisfied: 100, second_complaint: 300, late_reply: 100, late_resolve: 200, wrong_return: 200,
}
