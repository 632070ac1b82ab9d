import { describe, expect, it } from 'vitest'
import type { ChannelFacts } from '#shared/contract/channel.ts'
import { bodyOf, draftErrors, draftOf, errorsByField, isChanged } from '../../../../renderer/features/administration/channels/channelDraft.ts'

const facts = (more: Partial<ChannelFacts> = {}): ChannelFacts => ({
  channel: 'sms', state: 'off', enabled: false, url: null, hasSecret: false, quietHours: { from: '22:00', to: '07:00' }, waiting: 0, dead: 0,
  lastDeliveredAt: null, lastError: null, lastFailedAt: null, changedByName: null, changedAt: null, ...more,
})

describe('the draft of a channel', () => {
  it('says nothing new before anything is typed, and leaves an empty secret out', () => {
    const configured = facts({ enabled: true, url: 'https://sms.example.com/send', hasSecret: true })
    expect(isChanged(draftOf(configured), configured)).toBe(false)
    expect(bodyOf(draftOf(configured))).toEqual({ enabled: true, url: 'https://sms.example.com/send', quietHours: { from: '22:00', to: '07:00' } })
    expect(isChanged({ ...draftOf(configured), secret: 'a-new-secret-of-16' }, configured)).toBe(true)
    expect(bodyOf({ ...draftOf(configured), quiet: false, url: '  ' })).toEqual({ enabled: true, url: null, quietHours: null })
  })
  it('asks for address and secret only before it is switched on', () => {
    expect(draftErrors(draftOf(facts()), facts())).toEqual({})
    expect(draftErrors({ ...draftOf(facts()), enabled: true }, facts())).toEqual({ url: ['required'], secret: ['required'] })
    expect(draftErrors({ ...draftOf(facts({ hasSecret: true })), enabled: true, url: 'https://sms.example.com' }, facts({ hasSecret: true }))).toEqual({})
  })
  it('finds by the contract what the server would refuse', () => {
    const draft = draftOf(facts())
    expect(draftErrors({ ...draft, url: 'ftp://example.com', secret: 'short' }, facts())).toEqual({ url: ['invalid_format'], secret: ['too_short'] })
    expect(draftErrors({ ...draft, from: '25:00' }, facts())).toEqual({ quietHours: ['invalid_format'] })
    expect(draftErrors({ ...draft, from: '07:00' }, facts())).toEqual({ quietHours: ['empty_range'] })
  })
  it('shows errors of the server at their fields', () => {
    expect(errorsByField({ url: ['address_refused'], 'quietHours.to': ['empty_range'], other: ['x'] })).toEqual({ url: ['address_refused'], quietHours: ['empty_range'] })
  })
})
