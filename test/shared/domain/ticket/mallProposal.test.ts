import { describe, expect, test } from 'vitest'
import type { MallStatus } from '#shared/domain/organisation/roles.ts'
import { proposeMall, type MallFacts } from '#shared/domain/ticket/mallProposal.ts'

const mall = (code: string, more: Partial<MallFacts> = {}): MallFacts =>
  ({ code, status: 'active', marketLevel: 'B', city: '深圳市', district: '南山区', departmentCode: 'DEPT-S', ...more })
const proposal = (cityMalls: MallFacts[], contractMall: MallFacts | null = null, district: string | null = '南山区') => proposeMall({ contractMall, cityMalls, district })

describe('the mall that is proposed', () => {
  test('is the contract\'s, wherever the customer lives', () => {
    expect(proposal([mall('NEAR')], mall('FAR', { city: '北京市' }))).toEqual({ mallCode: 'FAR', headOffice: null, basis: 'contract' })
  })

  test('is one of the district before one of the city', () => {
    expect(proposal([mall('CITY', { district: '福田区', marketLevel: 'A' }), mall('DISTRICT')]).mallCode).toBe('DISTRICT')
    expect(proposal([mall('CITY', { district: '福田区' })])).toEqual({ mallCode: 'CITY', headOffice: null, basis: 'region' })
    expect(proposal([mall('CITY', { district: '福田区' })], null, null).mallCode).toBe('CITY')
  })

  test.each([[['B', 'A', 'C'], 'M1'], [['2', '1', '3'], 'M1'], [['三级', '一级', '二级'], 'M1'], [[null, 'C', ''], 'M1'], [['A', 'A', 'A'], 'M0'], [[null, null, null], 'M0']])(
    'of several with the market levels %j is the largest, then the first code', (levels, code) => {
      expect(proposal(levels.map((marketLevel, index) => mall(`M${index}`, { marketLevel }))).mallCode).toBe(code)
    })

  test('is one in business where there is one, whatever its level', () => {
    expect(proposal([mall('GONE', { status: 'runaway', marketLevel: 'A' }), mall('HERE', { marketLevel: 'D' })]).mallCode).toBe('HERE')
  })
})

describe('head office is proposed', () => {
  test.each([['invalid', 'invalid_mall'], ['eliminated', 'eliminated_mall'], ['runaway', 'runaway_mall']] as const satisfies [MallStatus, string][])(
    'for a mall that is %s, with that reason and its department, by contract and by region', (status, reason) => {
      const gone = mall('GONE', { status })
      expect(proposal([], gone)).toEqual({ mallCode: null, headOffice: { reason, departmentCode: 'DEPT-S' }, basis: 'contract' })
      expect(proposal([gone, mall('CITY', { district: '福田区' })])).toEqual({ mallCode: null, headOffice: { reason, departmentCode: 'DEPT-S' }, basis: 'region' })
    })

  test('for a place without a mall', () => {
    expect(proposal([])).toEqual({ mallCode: null, headOffice: { reason: 'no_mall', departmentCode: null }, basis: 'none' })
  })
})
