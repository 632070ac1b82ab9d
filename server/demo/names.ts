import type { Random } from './random.ts'

/** Parts of invented names and addresses. */

const SURNAMES = [...'沈郑赵钱孙李周吴王冯陈褚卫蒋韩杨朱秦许何吕张孔曹严华金魏陶姜戚谢邹喻柏章云苏潘葛范彭郎鲁韦马苗方俞任袁柳鲍史唐费岑薛雷贺倪汤殷罗毕郝邬安常乐傅卞齐康伍余顾孟黄穆萧尹']
const GIVEN = [
  '若兰', '怀瑾', '凯', '知微', '听雨', '云起', '南星', '青梧', '予安', '景行', '素心', '望舒', '可期', '言蹊', '初晴', '向晚', '承宇', '以宁', '思远', '清和',
  '亦舟', '念慈', '星野', '嘉树', '书瑶', '子衿', '明远', '采薇', '北辰', '映川', '沐阳', '知夏', '临风', '若谷', '晚晴', '修竹', '静姝', '扬帆', '春晓', '秋实',
]
const COMMUNITIES = ['听澜苑', '云栖里', '松涛花园', '望江府', '青禾家园', '梧桐里', '南山雅居', '星河湾里', '临水居', '和风小区', '枫林嘉苑', '半山云庭']
const ROADS = ['滨河路', '听松路', '云岭街', '望江大道', '青禾路', '长桥街', '东澜路', '南苑路', '松涛街', '梧桐路', '码头街', '书院路']
const COMPANY_WORDS = ['云栖', '澜庭', '青梧', '半山', '松间', '望野', '和禾', '临川']
const COMPANY_KINDS = ['酒店管理公司', '公寓运营公司', '置业公司', '办公服务公司', '民宿管理公司']

export const personName = (random: Random): string => random.pick(SURNAMES) + random.pick(GIVEN)
export const companyName = (random: Random, city: string): string => city.replace(/市$/, '') + random.pick(COMPANY_WORDS) + random.pick(COMPANY_KINDS)
export const streetAddress = (random: Random): string =>
  `${random.pick(ROADS)} ${random.whole(1, 288)} 号 ${random.pick(COMMUNITIES)} ${random.whole(1, 24)} 栋 ${random.whole(1, 28)}0${random.whole(1, 4)}`
export const officeAddress = (random: Random): string => `${random.pick(ROADS)} ${random.whole(1, 288)} 号 ${random.whole(2, 26)} 层`
