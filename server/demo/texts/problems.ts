import type { TicketType } from '#shared/domain/ticket/types.ts'
import type { CauseCode, Category } from '../lists.ts'
import type { Random } from '../random.ts'

/** What a sentence is filled with. */
export interface Words {
  category: Category
  mall: string
  /** Draws anew at every use. */
  random: Random
}

/** What a customer calls about, and what he says when he calls again. */
export interface Problem {
  cause: CauseCode
  /** Only for these products; absent: for any. */
  categories?: readonly Category[]
  said: (words: Words) => string
  again: (words: Words) => string
}

const CABINETS: readonly Category[] = ['定制衣柜', '橱柜', '书柜', '玄关柜', '餐边柜', '浴室柜']
const room = ({ category, random }: Words): string =>
  category === '定制衣柜' || category === '床' ? random.pick(['主卧', '次卧', '儿童房']) : category === '橱柜' ? '厨房'
    : category === '浴室柜' ? random.pick(['主卫', '客卫']) : category === '书柜' ? '书房' : random.pick(['客厅', '餐厅'])
const panels = ({ random }: Words): string => random.pick(['两块', '三块', '四块', '六块'])
const ago = ({ random }: Words): string => random.pick(['上周', '前天', '昨天', '三天前', '半个月前', '上个月底'])
const hour = ({ random }: Words): string => random.pick(['上午', '下午', '晚上六点以后', '周末'])

const SERVICE: readonly Problem[] = [
  { cause: 'hardware', categories: CABINETS, said: (w) => `${room(w)}${w.category}的阻尼铰链坏了${w.random.pick(['一个', '两个'])}，柜门关不严，想请师傅上门看一下，${hour(w)}家里都有人。`,
    again: () => '铰链还没有人来换，现在另一扇门也开始往下掉，请尽快安排。' },
  { cause: 'hardware', categories: ['定制衣柜'], said: (w) => `${room(w)}衣柜的推拉门${ago(w)}开始拉不动，上轨有一截翘起来，孩子差点被夹到手，希望这两天能修。`,
    again: () => '推拉门今天又卡住了，家里有小孩，不敢再用，催一下上门时间。' },
  { cause: 'hardware', categories: ['橱柜', '书柜', '餐边柜', '浴室柜'], said: (w) => `${w.category}的抽屉滑轨断了一边，抽屉整个斜着，里面东西拿不出来。`,
    again: () => '师傅说要等滑轨到货，已经过了说好的日子，请问到底哪天能到。' },
  { cause: 'missing_part', said: (w) => `${ago(w)}送来的${w.category}少了${w.random.pick(['一包螺丝和两个层板托', '一块背板', '一条踢脚线', '四个脚垫'])}，安装师傅说要补发，到现在没有消息。`,
    again: () => '补件还是没有收到，说好的三天已经过了，麻烦查一下单子有没有下。' },
  { cause: 'transport_damage', categories: [...CABINETS, '床'], said: (w) => `${w.category}送到时外箱是破的，拆开看到${panels(w)}板子边角磕掉了，照片已经发给导购，要求换新的。`,
    again: (w) => `磕坏的板子一直没有人来换，${w.mall}的导购让我再打这个电话。` },
  { cause: 'color_difference', categories: CABINETS, said: (w) => `换上来的${panels(w)}门板比原来的${w.random.pick(['偏黄', '偏白', '深一号'])}，放在一起很明显，想换成同一批次的。`,
    again: () => '新发来的门板颜色还是对不上，请工厂按原来的色号重做。' },
  { cause: 'deformation', categories: CABINETS, said: (w) => `${room(w)}${w.category}装好不到半年，顶上一块柜门翘了，关上以后缝有一指宽，在保修期内。`,
    again: () => '柜门翘得更厉害了，隔壁那块也顶住了，请安排上门测量。' },
  { cause: 'cracking', categories: ['餐桌椅', '床', '书柜'], said: (w) => `${w.category}的${w.random.pick(['桌面', '床头', '侧板'])}裂了一条缝，大概二十公分，没有磕碰过，想问能不能换。`,
    again: () => '裂缝一直在变长，已经能插进一张卡片，请先派人来看。' },
  { cause: 'installation', said: (w) => `${ago(w)}装的${w.category}不平，放个瓶子会滚，师傅走的时候没有调，请再来一趟。`,
    again: () => '上次来调过，过了两天又歪了，请换一个有经验的师傅。' },
  { cause: 'installation_delay', said: (w) => `${w.category}已经到货一个多星期，约了两次安装都改期，${hour(w)}方便，请给一个准的日子。`,
    again: () => '说好今天来安装，等了一上午没有人，电话也没有人接。' },
  { cause: 'delivery_delay', said: (w) => `合同上写的${w.category}上周就该送，现在没有人联系，家里等着搬进去。`,
    again: () => '又问了一次送货时间，商场说还在路上，请给准确日期。' },
  { cause: 'smell', categories: CABINETS, said: (w) => `${room(w)}的${w.category}开门就有味道，通风一个月还没散，家里有老人，想要检测报告，也想请人来看看。`,
    again: () => '检测报告还没有给，味道还是很大，晚上不敢关门睡。' },
  { cause: 'other', categories: ['沙发', '餐桌椅'], said: (w) => `${w.category}的${w.random.pick(['坐垫塌了一块', '一条腿晃', '脚垫掉了三个，地板划花了'])}，用了不到一年，请来修一下。`,
    again: () => '约的时间师傅没有来，请重新安排。' },
  { cause: 'size_error', categories: CABINETS, said: (w) => `${room(w)}${w.category}装上以后离墙还有 ${w.random.whole(2, 6)} 公分的缝，量尺的人说会补收口条，一直没有补。`,
    again: () => '收口条拿来的颜色不对，尺寸也短了一截，请重新做。' },
]

const COMPLAINT: readonly Problem[] = [
  { cause: 'color_difference', categories: CABINETS, said: (w) => `${w.category}换过两次门板，颜色还是和原来的不一样，我要求${panels(w)}一次换齐，不要再一块一块地换了。`,
    again: () => '我已经第三次打电话了，还是没有人给我一个换板的日期。' },
  { cause: 'installation_delay', said: (w) => `安装改期三次，每次都是当天才说来不了，我请了三天假，要求${w.mall}给一个说法和赔偿。`,
    again: () => '昨天说今天上午到，现在下午两点了还没有人，我不接受再改期。' },
  { cause: 'service_attitude', said: (w) => `${w.mall}的师傅把我家地板划了，说不是他弄的，说完就走，态度很差，我要投诉。`,
    again: () => '没有人来看地板，师傅还在业主群里说我讹人，我要求他本人道歉。' },
  { cause: 'cracking', said: (w) => `${w.category}用了八个月就开裂，商场说是我家太干，不给保修，合同上写的是五年。`,
    again: () => '商场说要收三百块上门费，我不同意，保修期内为什么收费。' },
  { cause: 'delivery_delay', said: (w) => `${w.category}合同约定六十天交货，现在超了二十多天，商场一会儿说在工厂，一会儿说在物流，我要求按合同付违约金。`,
    again: () => '又过了一个星期，货还没有到，违约金也没有人提。' },
  { cause: 'return_goods', said: (w) => `${w.category}送来就是坏的，我要求退货，商场只肯修，已经拖了 ${w.random.whole(2, 5)} 个星期。`,
    again: () => '退货的事没有人理，我只要一个明确的答复。' },
  { cause: 'smell', categories: CABINETS, said: (w) => `${room(w)}装完${w.category}以后孩子一直咳嗽，自己买的仪器测出来超标，商场不肯出检测报告，要求上门检测。`,
    again: () => '上门检测的人没有来，我准备自己请机构，费用要你们出。' },
  { cause: 'price_dispute', said: (w) => `${w.category}安装的时候又要收 ${w.random.whole(3, 12)}00 元的${w.random.pick(['搬楼费', '五金升级费', '改孔费'])}，签合同时没有说，我不同意付。`,
    again: () => '商场说不付这笔钱就不来装最后一个柜子，这是什么道理。' },
  { cause: 'transport_damage', categories: [...CABINETS, '床'], said: (w) => `${w.category}第二次送来还是坏的，${panels(w)}板子都有伤，你们出厂不检查吗，要求整单更换。`,
    again: () => '整单更换的事说在申请，申请了十天没有结果。' },
  { cause: 'size_error', categories: CABINETS, said: (w) => `${room(w)}${w.category}尺寸做错了，门打不开，商场让我把插座移走，这是设计的错，要求重做。`,
    again: () => '重做的图纸还没有给我确认，再这样下去我家年前都住不进去。' },
  { cause: 'hardware', categories: CABINETS, said: (w) => `${w.category}的拉手和铰链换了三回，每次用不到一个月就坏，要求全部换成合同上写的那种。`,
    again: () => '这次换上的还是便宜的那种，和合同写的不是一个型号。' },
  { cause: 'other', said: (w) => `给${w.mall}打了一个星期电话没有人接，加了微信也不回，${w.category}的售后到底谁管。`,
    again: () => '还是联系不上，请总部直接处理。' },
]

const CONSULT: readonly Problem[] = [
  { cause: 'product_question', said: (w) => `想问一下${w.category}的板材是什么等级，检测报告在哪里可以查。`, again: () => '还想问一下，报告上的批次怎么和我家的对上。' },
  { cause: 'product_question', said: (w) => `${w.category}的保修期从签合同算还是从安装算，五金件是不是也保五年。`, again: () => '保修卡丢了怎么办，能不能补。' },
  { cause: 'product_question', said: (w) => `新房在${w.random.pick(['装修', '铺地板'])}，想问${w.category}什么时候来量尺合适，要不要先装门。`, again: () => '量尺的人还没有联系我，请帮忙约一下。' },
  { cause: 'suggestion', said: (w) => `建议${w.mall}在安装前一天发个短信，写清楚师傅姓名和到的时间，现在都是临时打电话。`, again: () => '上次的建议不知道有没有转过去，这次安装还是临时通知。' },
  { cause: 'suggestion', said: (w) => `建议${w.category}的说明书字印大一点，老人看不清，螺丝最好按步骤分袋。`, again: () => '想补充一点，说明书最好能扫码看视频。' },
  { cause: 'price_dispute', said: (w) => `想问以前买的${w.category}加两块层板多少钱，运费怎么算。`, again: () => '报价还没有给我，请催一下。' },
  { cause: 'other', said: (w) => `要搬家了，${w.category}能不能请你们拆装，费用多少，要提前几天约。`, again: () => '搬家日子提前了，请问拆装能不能早两天。' },
  { cause: 'product_question', said: (w) => `${w.category}日常怎么保养，能不能用酒精擦，${w.random.pick(['门板', '台面', '柜脚'])}发黄了怎么处理。`, again: () => '照着做了还是发黄，请再告诉我一个办法。' },
]

export const PROBLEMS: Readonly<Record<TicketType, readonly Problem[]>> = { service: SERVICE, complaint: COMPLAINT, consult: CONSULT }

/** A problem that the product can have. */
export const problemFor = (random: Random, type: TicketType, category: Category): Problem =>
  random.pick(PROBLEMS[type].filter(({ categories }) => !categories || categories.includes(category)))
