import type { MatrixRules } from '../case.ts'

/** Channels, templates and dead letters are the administrators' alone. */
const ADMINISTRATORS = '401 nobody; 200 admin; 403 cs depts malls lines sales'
/** A body that cannot be one, and a path that names nothing, are said before it is asked who may: the schema is public. */
const unreadable = (status: number): string => `401 nobody; ${status} cs admin depts malls lines; 403 sales`

const SMS = { channel: 'sms' }
const SUBMITTED = { event: 'submitted', channel: 'sms' }
const OFF = { enabled: false, url: null, quietHours: null }

export const channelRules: MatrixRules<'listChannels' | 'putChannel' | 'testChannel' | 'listTemplates' | 'putTemplate' | 'resetTemplate' | 'listDeadLetters' | 'resendDeadLetters'> = {
  listChannels: [{ name: 'all', request: () => ({}), expected: ADMINISTRATORS }],
  putChannel: [
    { name: 'off', request: () => ({ params: SMS, body: OFF }), expected: ADMINISTRATORS },
    { name: 'on, without a URL', request: () => ({ params: SMS, body: { ...OFF, enabled: true } }), expected: '401 nobody; 422 admin; 403 cs depts malls lines sales' },
    { name: 'to a private address', request: () => ({ params: SMS, body: { ...OFF, url: 'http://127.0.0.1/' } }), expected: '401 nobody; 422 admin; 403 cs depts malls lines sales' },
    { name: 'a channel of the program', request: () => ({ params: { channel: 'in_app' }, body: OFF }), expected: unreadable(404) },
    { name: 'nothing', request: () => ({ params: SMS, body: {} }), expected: unreadable(422) },
  ],
  testChannel: [{ name: 'one that is not configured', request: () => ({ params: { channel: 'oa' }, body: {} }), expected: '401 nobody; 422 admin; 403 cs depts malls lines sales' }],
  listTemplates: [{ name: 'all', request: () => ({}), expected: ADMINISTRATORS }],
  putTemplate: [
    { name: 'of a new ticket', request: () => ({ params: SUBMITTED, body: { text: '{ticketNo}' } }), expected: ADMINISTRATORS },
    { name: 'of an event that the channel does not tell', request: () => ({ params: { event: 'closed', channel: 'sms' }, body: { text: 'x' } }), expected: '401 nobody; 404 admin; 403 cs depts malls lines sales' },
  ],
  resetTemplate: [{ name: 'of a new ticket', request: () => ({ params: SUBMITTED }), expected: ADMINISTRATORS }],
  listDeadLetters: [{ name: 'all', request: () => ({}), expected: ADMINISTRATORS }],
  resendDeadLetters: [
    { name: 'all', request: () => ({ body: { all: true } }), expected: ADMINISTRATORS },
    { name: 'one that is none', request: () => ({ body: { ids: ['999999'] } }), expected: ADMINISTRATORS },
  ],
}
