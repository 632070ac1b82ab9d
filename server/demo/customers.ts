import type { CustomerType } from '#shared/domain/ticket/enumerations.ts'
import { dayOf } from '#shared/domain/sla/zonedTime.ts'
import { BRANDS, CATEGORIES, type Category } from './lists.ts'
import { companyName, officeAddress, personName, streetAddress } from './names.ts'
import { plusDays } from './moments.ts'
import { DEMO_ORGANISATIONS, type DemoOrganisation } from './organisations.ts'
import type { Random } from './random.ts'

export interface DemoContract {
  number: string
  amount: number
  orderNo: string
  mallCode: string
  brand: string
  category: Category
  installedOn: string | null
}

export interface DemoCustomer {
  key: number
  name: string
  type: CustomerType
  phones: string[]
  province: string
  city: string
  district: string
  address: string
  mallCode: string
  contracts: DemoContract[]
  createdAt: Date
}

/** Customers of each mall; the malls out of business have left some behind. */
const CUSTOMERS_OF_MALL: Readonly<Record<string, number>> = {
  M0001: 64, M0002: 40, M0003: 44, M0004: 26, M0005: 22, M0006: 16, M0901: 4, M0902: 3, M0903: 3,
}
const CONTRACT_PREFIX: Readonly<Record<string, string>> = {
  澜州市: 'LZ', 松岭市: 'SL', 榆江市: 'YJ', 禾城市: 'HC', 青屿市: 'QY', 望川市: 'WC', 白沙市: 'BS', 雨山市: 'YS',
}
/** Area codes 036x belong to no city of the real numbering plan. */
const AREA_CODE: Readonly<Record<string, string>> = {
  澜州市: '0361', 榆江市: '0362', 禾城市: '0363', 青屿市: '0364', 松岭市: '0365', 望川市: '0366', 白沙市: '0367', 雨山市: '0368',
}
const MOBILE_RANGES = ['1390000', '1380000', '1860000', '1350000', '1580000'] as const
const OLDEST_CONTRACT_DAYS = 900

/** Numbers that no two customers get, unless they are to share one. */
function numberSource(random: Random, taken: Set<string>) {
  const unused = (draw: () => string): string => {
    for (;;) {
      const number = draw()
      if (!taken.has(number) && taken.add(number)) return number
    }
  }
  const fourDigits = (): string => String(random.whole(0, 9_999)).padStart(4, '0')
  return {
    mobile: () => unused(() => random.pick(MOBILE_RANGES) + fourDigits()),
    landline: (city: string) => unused(() => `${AREA_CODE[city]}8000${fourDigits()}`),
  }
}

function contractOf(random: Random, mall: DemoOrganisation, serial: number, present: Date, timeZone: string): DemoContract {
  const signedAt = plusDays(present, -random.whole(20, OLDEST_CONTRACT_DAYS))
  const installedAt = plusDays(signedAt, random.whole(35, 95))
  const [year, month, day] = dayOf(signedAt, timeZone).slice(2).split('-')
  return {
    number: `${CONTRACT_PREFIX[mall.city ?? ''] ?? 'ZB'}${year}-${month}-${String(serial).padStart(4, '0')}`,
    amount: random.whole(28, 980) * 100 + random.pick([0, 0, 0, 60, 80]), orderNo: `SO-${year}${month}${day}-${String(serial % 90 + 10)}`,
    mallCode: mall.code, brand: random.pick(BRANDS), category: random.pick(CATEGORIES),
    installedOn: installedAt <= present ? dayOf(installedAt, timeZone) : null,
  }
}

/** The customer of the drawings, whom the guides speak of. */
const firstCustomer = (present: Date, timeZone: string): DemoCustomer => ({
  key: 0, name: '沈若兰', type: 'individual', phones: ['13900002671', '18600000925'], province: '东澜省', city: '澜州市', district: '江北区',
  address: '滨河路 18 号 听澜苑 6 栋 1203', mallCode: 'M0001', createdAt: plusDays(present, -700),
  contracts: [
    { number: 'LZ26-05-0418', amount: 46_800, orderNo: 'SO-260511-07', mallCode: 'M0001', brand: '序居', category: '定制衣柜', installedOn: dayOf(plusDays(present, -98), timeZone) },
    { number: 'LZ24-11-1730', amount: 12_360, orderNo: 'SO-241120-31', mallCode: 'M0001', brand: '序居', category: '餐桌椅', installedOn: dayOf(plusDays(present, -640), timeZone) },
  ],
})

/** Customers with numbers and contracts, the same for the same seed. */
export function makeCustomers(random: Random, present: Date, timeZone: string): DemoCustomer[] {
  const first = firstCustomer(present, timeZone)
  const numbers = numberSource(random, new Set([...first.phones, ...DEMO_ORGANISATIONS.flatMap(({ users, phone }) => [phone ?? '', ...users.map((user) => user.phone ?? '')])]))
  const customers = [first]
  let serial = 1_000
  for (const mall of DEMO_ORGANISATIONS.filter(({ kind }) => kind === 'mall')) {
    for (let count = CUSTOMERS_OF_MALL[mall.code] ?? 0; count > 0; count--) {
      const { province = '', city = '', district = '' } = mall
      const company = random.chance(0.08)
      const phones = [company || random.chance(0.08) ? numbers.landline(city) : numbers.mobile()]
      if (random.chance(0.24)) phones.push(random.chance(0.3) ? numbers.landline(city) : numbers.mobile())
      const contracts = Array.from({ length: random.chance(0.32) ? 2 : random.chance(0.06) ? 3 : 1 }, () => contractOf(random, mall, serial++, present, timeZone))
      customers.push({
        key: customers.length, name: company ? companyName(random, city) : personName(random), type: company ? 'company' : 'individual', phones, province, city, district,
        address: company ? officeAddress(random) : streetAddress(random), mallCode: mall.code, contracts,
        createdAt: plusDays(present, -random.whole(70, 720)),
      })
    }
  }
  return shareNumbers(customers)
}

/** Some households share a number: the lookup of a call then finds two customers. */
function shareNumbers(customers: DemoCustomer[]): DemoCustomer[] {
  for (const [one, other] of [[12, 13], [70, 71]] as const) customers[other]!.phones = [...customers[other]!.phones.slice(0, 1), customers[one]!.phones[0]!]
  return customers
}
