import { seededRandom } from '#server/demo/random.ts'
import { personName, streetAddress } from '#server/demo/names.ts'
import type { Database } from '#server/database/database.ts'
import { quote, write } from './steps.ts'

/** How many endings of texts there are; the later ones are rare. */
export const PHRASES = 40_000
const BATCH = 4_000

const COMMON = ['请尽快安排师傅上门处理。', '希望这两天能有答复。', '客户情绪比较激动，请优先处理。', '客户表示白天上班，晚上六点以后方便。', '已经和客户约好上门时间。', '配件已经下单，到货后联系客户。']
const PARTS = ['铰链', '滑轨', '门板', '背板', '踢脚线', '拉手', '层板', '台面', '见光板', '收口条', '灯带', '气撑', '床箱', '靠背', '桌腿', '玻璃门', '百叶门', '抽屉面', '压条', '罗马柱']
const FAULTS = ['起泡', '掉漆', '发霉', '松动', '异响', '划伤', '爆边', '翘角', '漏装', '装反', '断裂', '生锈', '渗水', '褪色', '虫蛀', '脱胶', '错位', '缺角', '凹陷', '开缝']
// Names of series and of things that few texts hold.
const RARE = '琥珀翡翠麒麟鎏金锦瑟霁雪槿槐栀樱棠槭榉榛楠檀桦椿杉枳橘柚榴柿桃杏梅兰菊荷莲葵蔷薇茉莉茶蘼苔藓蕨芦苇菖蒲艾蒿蒲萱芍牡丹芙蓉杜鹃丁香紫藤凌霄忍冬迎春连翘鸢尾百合风信郁金雏菊矢车薰衣迷迭罗勒欧芹莳萝'

/** Endings that make texts differ: a few are in every tenth text, most in a handful or in one. */
export async function makePhrases(database: Database): Promise<number> {
  const random = seededRandom(23)
  const rare = (): string => random.pick([...RARE]) + random.pick([...RARE])
  const makers: (() => string)[] = [
    () => `${random.pick(PARTS)}${random.pick(FAULTS)}，${random.pick(COMMON)}`,
    () => `另外${random.pick(PARTS)}也有${random.pick(FAULTS)}，型号${rare()}系列。`,
    () => `地址核对为${streetAddress(random)}，联系人${personName(random)}。`,
    () => `${personName(random)}师傅回复：${rare()}色${random.pick(PARTS)}缺货，改用${rare()}色。`,
    () => `订单备注${rare()}${random.whole(100, 999)}，${random.pick(PARTS)}${random.whole(2, 9)}件。`,
  ]
  await write(database, 'CREATE TABLE bench_phrases (ordinal INT PRIMARY KEY, text VARCHAR(120) NOT NULL)')
  for (let from = 0; from < PHRASES; from += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, PHRASES - from) }, (_, offset) => {
      const ordinal = from + offset
      const text = ordinal < COMMON.length ? COMMON[ordinal]! : makers[ordinal % makers.length]!()
      return `(${ordinal}, ${quote(text)})`
    })
    await write(database, `INSERT INTO bench_phrases VALUES ${rows.join()}`)
  }
  return PHRASES
}
