import { describe, expect, it } from 'vitest'
import { findsByName, pinyinInitials } from '../../../../renderer/features/calls/reference/pinyinInitials.ts'

describe('finding names by initials', () => {
  it.each([
    ['色差', 'sc'], ['五金故障', 'wjgz'], ['运输损伤', 'ysss'], ['延期交付', 'yqjf'], ['安装质量', 'azzl'], ['其他', 'qt'], ['澜州江北商场', 'lzjbsc'],
    ['二次', 'ec'], ['欧派', 'op'], ['制造一线 A1', 'zzyxa1'],
  ])('reads %s as %s', (name, initials) => expect(pinyinInitials(name)).toBe(initials))

  it('finds by a part of the name, the code or the initials', () => {
    expect(findsByName('江北', 'M0001 澜州江北商场')).toBe(true)
    expect(findsByName('m0001', 'M0001 澜州江北商场')).toBe(true)
    expect(findsByName('LZJB', 'M0001 澜州江北商场')).toBe(true)
    expect(findsByName('', '什么都行')).toBe(true)
    expect(findsByName('cn', 'M0001 澜州江北商场')).toBe(false)
  })
})
