import { describe, expect, it } from 'vitest'
import { findDeepLink, parseDeepLink } from '../../../main/telephony/deepLink.ts'

const now = new Date('2026-09-29T05:42:00.000Z')
const parse = (text: string) => parseDeepLink(text, now)
const phoneOf = (text: string) => {
  const link = parse(text)
  return link?.kind === 'call' ? link.call.phone : undefined
}

describe('a link of a call', () => {
  it('gives the number, the call, the line and the time of its arrival', () => {
    expect(parse('gongdan://call?phone=13800138000&callId=abc-1&line=8001')).toEqual({
      kind: 'call',
      call: { phone: '13800138000', callId: 'abc-1', line: '8001', at: '2026-09-29T05:42:00.000Z' },
    })
  })

  it('keeps the number as it was written, encoded or not', () => {
    expect(phoneOf('gongdan://call?phone=%2B86%20138-0013-8000')).toBe('+86 138-0013-8000')
    expect(phoneOf('gongdan://call?phone=+8613800138000')).toBe('+8613800138000')
    expect(phoneOf('gongdan://call?phone=(010)6552-9988*801')).toBe('(010)6552-9988*801')
    expect(phoneOf('gongdan://call?phone=010-65529988%E8%BD%AC801')).toBe('010-65529988转801')
  })

  it('is understood with the slash and the capitals that Windows and browsers add', () => {
    expect(phoneOf('gongdan://call/?phone=10086')).toBe('10086')
    expect(phoneOf('GONGDAN://Call?phone=10086')).toBe('10086')
  })

  it('may carry parameters of the telephone system that we do not know, and empty ones', () => {
    expect(parse('gongdan://call?phone=10086&agent=7&callId=&line=')).toEqual({
      kind: 'call',
      call: { phone: '10086', at: now.toISOString() },
    })
  })

  it.each([
    ['no number', 'gongdan://call'],
    ['an empty number', 'gongdan://call?phone='],
    ['too few digits', 'gongdan://call?phone=1-2'],
    ['markup', 'gongdan://call?phone=%3Cscript%3E123'],
    ['a line break in the call id', 'gongdan://call?phone=10086&callId=a%0Ab'],
    ['a number twice', 'gongdan://call?phone=10086&phone=10010'],
    ['a broken encoding', 'gongdan://call?phone=%E0%A4%A'],
    ['a path', 'gongdan://call/other?phone=10086'],
    ['a fragment', 'gongdan://call?phone=10086#x'],
    ['credentials', 'gongdan://user@call?phone=10086'],
    ['another scheme', 'https://call?phone=10086'],
    ['another host', 'gongdan://settings?phone=10086'],
    ['an endless text', `gongdan://call?phone=10086&x=${'9'.repeat(2000)}`],
  ])('is refused with %s', (_case, text) => {
    expect(parse(text)).toBeUndefined()
  })
})

describe('a link of a ticket', () => {
  it('gives its number', () => {
    expect(parse('gongdan://ticket/2609003021')).toEqual({ kind: 'ticket', ticket: { no: '2609003021' } })
    expect(parse('gongdan://ticket/2609003021/')).toEqual({ kind: 'ticket', ticket: { no: '2609003021' } })
  })

  it.each([
    'gongdan://ticket',
    'gongdan://ticket/',
    'gongdan://ticket/26090030',
    'gongdan://ticket/..%2F..',
    'gongdan://ticket/2609003021?a=1',
    'gongdan://ticket/2609003021/log',
  ])('is refused as %s', (text) => expect(parse(text)).toBeUndefined())
})

it('is found among the arguments of a start wherever it stands', () => {
  expect(findDeepLink(['gongdan.exe', '--flag', 'gongdan://call?phone=10086', '--other'])).toBe('gongdan://call?phone=10086')
  expect(findDeepLink(['gongdan.exe', '--flag=gongdan://call?phone=1'])).toBeUndefined()
})
