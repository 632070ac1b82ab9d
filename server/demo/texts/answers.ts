import type { TicketType } from '#shared/domain/ticket/types.ts'
import type { CauseCode } from '../lists.ts'
import type { Random } from '../random.ts'

/** What malls, departments, approvers and the call center write. `day` is a day to come, in words. */
interface AnswerWords {
  random: Random
  day: string
  category: string
  cause: CauseCode
}
type Template = (words: AnswerWords) => string

const time = ({ random }: AnswerWords): string => random.pick(['9:00–11:00', '10:00 左右', '13:30–15:30', '14:00–16:00', '下午四点前', '18:30 以后'])
const worker = ({ random }: AnswerWords): string => random.pick(['周师傅', '吴师傅', '小赵', '老梁', '安装组长'])

/** What is written about a problem of these causes only; absent: about any. */
interface Answer {
  causes?: readonly CauseCode[]
  text: Template
}
const of = (causes: readonly CauseCode[], ...texts: Template[]): Answer[] => texts.map((text) => ({ causes, text }))
const any = (...texts: Template[]): Answer[] => texts.map((text) => ({ text }))

const PARTS: readonly CauseCode[] = ['hardware', 'missing_part', 'transport_damage', 'color_difference', 'cracking', 'deformation', 'size_error']
const FITTING: readonly CauseCode[] = ['installation', 'hardware', 'deformation', 'size_error', 'other']
const DATES: readonly CauseCode[] = ['installation_delay', 'delivery_delay']

const REPLY: Readonly<Record<TicketType, readonly Answer[]>> = {
  service: [
    ...any(
      (w) => `已电话联系客户，约 ${w.day} ${time(w)} 由${worker(w)}上门检查${w.category}，前一天再电话确认。`,
      (w) => `与客户通话约三分钟，说明了保修范围，客户同意 ${w.day} 上门，由${worker(w)}负责到底。`,
      (w) => `今天两次电话客户未接，已发短信留下商场售后电话，${w.day} 再联系一次。`,
    ),
    ...of(PARTS, (w) => `客户反映的情况属实，配件已下单，预计 ${w.day} 到货，到货后当天约上门时间。`, (w) => `补件单已提交工厂，加急，预计 ${w.day} 发出，单号会发给客户。`),
    ...of(FITTING, (w) => `已加客户微信并收到照片，判断为安装调试问题，${w.day} ${time(w)} 上门处理，不收费。`),
    ...of(DATES, (w) => `已查到货在中转仓，${w.day} ${time(w)} 送装一起上门，由${worker(w)}带队，客户同意。`),
    ...of(['smell'], (w) => `检测报告已请工厂调取，${w.day} 发客户；同日 ${time(w)} 上门查看封边和通风情况。`),
  ],
  complaint: [
    ...any(
      (w) => `店长已致电客户道歉，确认问题属实，${w.day} ${time(w)} 带工厂技术一起上门，当场给出方案。`,
      (w) => `已与客户沟通，客户要求书面方案，商场 ${w.day} 前发给客户确认，期间每天电话一次。`,
      (w) => `客户情绪较激动，先行安抚，已约 ${w.day} ${time(w)} 上门当面沟通，${worker(w)}同去。`,
    ),
    ...of(PARTS, (w) => `何事：${w.category}问题部件整套更换；何时：${w.day} ${time(w)}；何人：${worker(w)}，店长跟进到完成。`),
    ...of(DATES, (w) => `调取了送装记录，确有改期未提前告知，商场承担责任，补偿方案 ${w.day} 与客户面谈。`),
    ...of(['price_dispute'], (w) => `已核对合同和报价单，收费依据不足的部分退还客户，${w.day} 前到账。`),
    ...of(['smell'], (w) => `已联系检测机构，${w.day} ${time(w)} 上门采样，费用由商场先行承担。`),
  ],
  consult: [
    ...any((w) => `已转商场设计师，${w.day} ${time(w)} 联系客户。`, () => '已电话答复客户，客户表示清楚，说明材料同时发到手机。'),
    ...of(['product_question'], () => '已电话答复客户：板材等级和保修范围见合同附件，报告编号可在官网查询，客户表示清楚。'),
    ...of(['price_dispute'], (w) => `报价已整理，${w.day} 前发到客户手机。`),
    ...of(['suggestion'], () => '感谢客户的建议，已记入商场周会，由店长落实后再回复客户。'),
  ],
}

const RESOLVE: Readonly<Record<TicketType, readonly Answer[]>> = {
  service: [
    ...any((w) => `${worker(w)}已上门处理完毕，现场逐项试用正常，客户签字确认。`),
    ...of(['hardware'], (w) => `${worker(w)}已上门，更换损坏五金并重新调平，现场试开关二十次正常，客户签字确认。`),
    ...of(['missing_part', 'size_error', 'cracking', 'transport_damage'], () => '补件已送达并安装完毕，边缝用收口条处理，客户验收满意。'),
    ...of(['color_difference', 'deformation', 'transport_damage'], (w) => `问题门板已按同批次更换，旧板带回，客户对颜色认可，${w.category}使用正常。`),
    ...of(['installation', 'other'], () => '上门检查后确认为地面不平，加垫调整后不再晃动，已教客户日常检查方法。'),
    ...of(['smell'], () => '检测报告已交客户，并做了一次免费除味，客户同意一周后再看。'),
    ...of(DATES, (w) => `${w.category}已送到并安装完毕，客户验收签字，改期给客户带来的不便已当面致歉。`),
  ],
  complaint: [
    ...any(() => '店长上门与客户当面谈妥，方案已执行，客户签字接受，补偿的保养券已送达。'),
    ...of(PARTS, () => '整套问题部件已更换，店长现场致歉，客户接受方案。'),
    ...of(['size_error'], (w) => `与客户达成一致：免费重做不合尺寸的部分，${w.day} 前装完，期间先用临时层板。`),
    ...of(['price_dispute'], () => '经核对合同，额外收费已全额退还，客户确认到账。'),
    ...of(DATES, () => '按合同支付逾期违约金，货已送到并安装，客户签字。'),
    ...of(['service_attitude'], () => '师傅本人已上门道歉，地板由商场请人修复，客户验收通过。'),
    ...of(['smell'], () => '检测结果在国标限值以内，报告原件已交客户，另做一次深度除味，客户认可。'),
    ...of(['return_goods'], (w) => `${w.category}已拉回，退款按合同办理，客户确认收到。`),
  ],
  consult: [
    ...any(() => '客户的问题已全部答复，客户表示满意。'),
    ...of(['product_question'], () => '已发送保养说明、保修条款和查询网址，客户表示清楚。'),
    ...of(['suggestion'], () => '建议已采纳，安装前一天的短信从下月开始发送。'),
  ],
}

const CLOSE: readonly Template[] = [
  () => '处理完毕，客户电话确认没有其他问题。', () => '现场处理完成并拍照留存，客户无异议，申请完结。', () => '已回访客户，使用正常，完结。',
  (w) => `${w.category}的问题已解决，客户表示认可，后续有问题直接联系商场售后。`, () => '按约定方案执行完毕，客户签字的验收单已留档。',
]
const REQUEST_VISIT_LATER: readonly Template[] = [
  (w) => `工厂排产较满，${w.category}部件要重做，客户知道并同意延期，申请推迟满意度回访。`,
  () => '客户出差，回来以后才能上门，已和客户说好，申请延期回访。', () => '新房还在做地面，客户要求装修完再处理，申请延期回访。',
]
const REQUEST_VISIT_EARLIER: readonly Template[] = [() => '问题提前处理完，客户同意提前回访。', () => '客户下周不在本地，希望提前回访。']
const REPROCESS: readonly Template[] = [() => '客户称方案没有按约定执行，请商场重新处理。', () => '回访时客户表示问题仍在，请重新安排上门。']
const CANCEL: readonly Template[] = [() => '客户来电说已自行解决，不需要处理。', () => '与另一张工单重复，合并处理。', () => '客户打错电话，非本集团产品。', () => '客户撤销投诉，电话确认。']
const ASSIST: readonly Template[] = [
  (w) => `已查生产记录，同批次板材还有库存，可在 ${w.day} 前发出，色号以样板为准。`,
  (w) => `工艺确认为封边温度偏低，重做件 ${w.day} 下线，下线后拍照发商场。`,
  () => '五金供应商已确认为批次问题，整批更换，费用由工厂承担。', (w) => `图纸已核对，尺寸误差在下料环节，重做需要四个工作日，${w.day} 可以发货。`,
]
const REJECT_CLOSURE: readonly Template[] = [() => '缺少客户签字的验收单，请补齐后再申请。', () => '电话核实客户仍有异议，方案没有执行完，不同意闭环。']
const REJECT_RETURN: readonly Template[] = [() => '合同由贵商场签订，收货地址在贵商场区域，请继续处理。', () => '理由不成立，客户并未撤诉，请尽快联系客户。']
const REJECT_VISIT: readonly Template[] = [() => '延期太久，请先与客户确认分步处理的时间。', () => '未见客户同意延期的凭证，请补充后再申请。']
const APPROVE: readonly Template[] = [() => '同意。', () => '已核实，同意。', () => '资料齐全，同意。']
const ESCALATE: readonly Template[] = [() => '客户对处理进度强烈不满，要求按投诉处理。', () => '多次催促无果，客户要求升级。']
const SEND_BACK: readonly Template[] = [() => '电话抽查，客户说柜门仍然关不严，请重新处理。', () => '没有现场照片，也没有验收单，打回补充并再次上门。']
const EVALUATED: Readonly<Record<'good' | 'fair' | 'bad', readonly string[]>> = {
  good: ['师傅很准时，修得也好。', '态度好，处理快。', '问题解决了，谢谢。', '商场很负责，前后打了好几次电话。'],
  fair: ['解决了，就是等得有点久。', '能用，一般。'],
  bad: ['拖了太久，来了三次才修好。', '修是修了，没有人道歉。', '换上的板子还是有色差。'],
}
const RETURN_WORDS: Readonly<Record<string, readonly string[]>> = {
  other_region: ['客户收货地址不在本商场区域，已告知客户由对应商场联系，请改派。'],
  other_seller: ['查不到这张合同，客户是在线上渠道买的，非本商场销售，请改派。'],
  duplicate: ['与本商场正在处理的另一张工单是同一件事，客户也确认了，申请退回。'],
  customer_withdrew: ['电话联系客户，客户表示不再需要上门，要求撤销。'],
  customer_wants_head_office: ['客户不接受商场答复，坚持由总部处理。'],
  mall_suspended: ['商场本月装修停业，月内无法上门，请改派附近商场。'],
  other: ['情况特殊，已与客户说明，申请退回重新分派。'],
}

const ANSWERS = {
  close: CLOSE, visitLater: REQUEST_VISIT_LATER, visitEarlier: REQUEST_VISIT_EARLIER, reprocess: REPROCESS, cancel: CANCEL, assist: ASSIST,
  rejectClosure: REJECT_CLOSURE, rejectReturn: REJECT_RETURN, rejectVisit: REJECT_VISIT, approve: APPROVE, escalate: ESCALATE, sendBack: SEND_BACK,
} as const
export type AnswerKind = keyof typeof ANSWERS

const fitting = (answers: readonly Answer[], { random, cause }: AnswerWords): Template =>
  random.pick(answers.filter(({ causes }) => !causes || causes.includes(cause))).text

export const replyText = (type: TicketType, words: AnswerWords): string => fitting(REPLY[type], words)(words)
export const resolveText = (type: TicketType, words: AnswerWords): string => fitting(RESOLVE[type], words)(words)
export const answerText = (kind: AnswerKind, words: AnswerWords): string => words.random.pick<Template>(ANSWERS[kind])(words)
export const returnText = (reason: string, random: Random): string => random.pick(RETURN_WORDS[reason] ?? RETURN_WORDS['other']!)
export const evaluationText = (mood: keyof typeof EVALUATED, random: Random): string => random.pick(EVALUATED[mood])
