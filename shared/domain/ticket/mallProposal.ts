import type { MallStatus } from '../organisation/roles.ts'
import type { HeadOfficeReason } from './enumerations.ts'

/** What the proposal needs to know of a mall. */
export interface MallFacts {
  code: string
  status: MallStatus
  marketLevel: string | null
  city: string | null
  district: string | null
  /** The department that supervises its marketing line. */
  departmentCode: string | null
}

/** The mall of a new ticket, or head office and why; `departmentCode` is null where the agent has to choose it. */
export interface MallProposal {
  mallCode: string | null
  headOffice: { reason: HeadOfficeReason; departmentCode: string | null } | null
  basis: 'contract' | 'region' | 'none'
}

/** Why head office takes over from a mall that is not in business (`workflow.md`, Actors). */
const REASON_OF_STATUS = { invalid: 'invalid_mall', eliminated: 'eliminated_mall', runaway: 'runaway_mall' } as const satisfies Record<Exclude<MallStatus, 'active'>, HeadOfficeReason>

/** The mall itself, or head office for one that is out of business. */
const propose = (mall: MallFacts, basis: 'contract' | 'region'): MallProposal =>
  mall.status === 'active'
    ? { mallCode: mall.code, headOffice: null, basis }
    : { mallCode: null, headOffice: { reason: REASON_OF_STATUS[mall.status], departmentCode: mall.departmentCode }, basis }

/** Market levels begin with the largest: `A` before `B`, `1` before `2`, 一级 before 二级; malls without one come last. */
const CHINESE_DIGITS = '一二三四五六七八九'
const sizeKey = (level: string | null): string =>
  level === null || level === '' ? '\uffff' : level.replace(/[一二三四五六七八九]/g, (digit) => String(CHINESE_DIGITS.indexOf(digit) + 1))

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
const largestFirst = (one: MallFacts, other: MallFacts): number =>
  compare(sizeKey(one.marketLevel), sizeKey(other.marketLevel)) || compare(one.code, other.code)

/** In one place the malls in business count first; only where there is none do the others tell what happened to them. */
const choose = (malls: readonly MallFacts[]): MallFacts | undefined => {
  const active = malls.filter(({ status }) => status === 'active')
  return (active.length > 0 ? active : malls).toSorted(largestFirst)[0]
}

/**
 * The mall that contract and region propose (`desktop.md`, On a call, 3): the contract's, else one of the district, else one
 * of the city; of several the one of the largest market level. A mall that is invalid, eliminated or runaway proposes head
 * office with that reason; a place without a mall (空白城市) does so with `no_mall`.
 * @param contractMall the mall of the contract, if there is one
 * @param cityMalls the malls of the customer's city, whatever their status
 */
export function proposeMall({ contractMall, cityMalls, district }: { contractMall: MallFacts | null; cityMalls: readonly MallFacts[]; district: string | null }): MallProposal {
  if (contractMall) return propose(contractMall, 'contract')
  const ofDistrict = district === null ? undefined : choose(cityMalls.filter((mall) => mall.district === district))
  const mall = ofDistrict ?? choose(cityMalls)
  return mall ? propose(mall, 'region') : { mallCode: null, headOffice: { reason: 'no_mall', departmentCode: null }, basis: 'none' }
}
