import { describe, expect, it } from 'vitest'
import { deskWork } from '#shared/contract/desktopProgram.ts'
import { ipcCalls } from '#shared/contract/ipc.ts'
import { isWebAddress } from '../../../../renderer/features/program/webAddress.ts'
import { countUnsaved, isInCall, reportOf } from '../../../../renderer/features/program/workInHand.ts'

const now = Date.parse('2026-11-22T08:00:00Z')
const call = { externalCallId: 'c1', calledAt: '2026-11-22T07:50:00Z', accepted: null }

describe('whether somebody is on the line', () => {
  it('is so while the form of a call of the last hour is not handed over', () => {
    expect(isInCall([call], now)).toBe(true)
    expect(isInCall([{ ...call, accepted: { no: '2611000001' } }], now)).toBe(false)
    expect(isInCall([{ ...call, calledAt: '2026-11-22T06:59:00Z' }], now)).toBe(false)
  })
  it('is not so for a number that was typed, nor without a form', () => {
    expect(isInCall([{ ...call, externalCallId: '' }], now)).toBe(false)
    expect(isInCall([], now)).toBe(false)
  })
})

describe('what is not on the disk', () => {
  it('counts forms that were never saved and forms whose last save failed', () => {
    expect(countUnsaved([{ savedAt: null, failed: false }, { savedAt: 5, failed: true }, { savedAt: 5, failed: false }])).toBe(2)
  })
  it('reports within the bounds of the contract', () => {
    const report = reportOf({ inCall: true, waitingCalls: -1, unsavedForms: 2, sending: 1, waiting: 10_000_000, online: true })
    expect(deskWork.parse(report)).toEqual({ inCall: true, waitingCalls: 0, unsavedForms: 2, sending: 1, waiting: 99_999, online: true })
  })
})

describe('the address of a server', () => {
  it.each(['https://gongdan.example.com', 'http://10.0.0.5:8080', 'https://gongdan.example.com/sub', 'gongdan.example.com', 'ftp://a', 'https://user@host', 'https://a?b', 'https://', 'https://a b'])(
    'is taken by the field as by the settings: %s', (address) => {
      expect(isWebAddress(address)).toBe(ipcCalls['settings.set'].input.safeParse({ serverUrl: address }).success)
    })
})
