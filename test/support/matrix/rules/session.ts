import { TEST_PASSWORD } from '../../factories.ts'
import { COLUMN_NAMES, COLUMNS } from '../columns.ts'
import type { MatrixRules } from '../case.ts'

const EVERYBODY = 'nobody cs admin depts malls lines sales'
const SIGNED_IN = 'cs admin depts malls lines sales'

export const sessionRules: MatrixRules<'getServerInfo' | 'signIn' | 'refreshSession' | 'signOut' | 'getMe' | 'intake'> = {
  intake: [{
    name: 'a person’s token is no API key', expected: `401 ${EVERYBODY}`,
    request: () => ({ body: { customer: { name: '甲', phones: ['13900002671'], type: 'individual' }, content: '门坏了。' } }),
  }],
  getServerInfo: [{ name: 'what may be known before signing in', request: () => ({}), expected: `200 ${EVERYBODY}` }],
  signIn: [
    { name: 'with the password', request: () => ({ body: { orgCode: 'HQ', account: 'agent', password: TEST_PASSWORD } }), expected: `200 ${EVERYBODY}` },
    {
      name: 'an account of another organisation', expected: `401 ${EVERYBODY}`,
      // Several codes, because many wrong attempts at one account are refused with 429.
      request: (_world, column) => ({ body: { orgCode: `M000${1 + (COLUMN_NAMES.indexOf(column) % 3)}`, account: 'agent', password: TEST_PASSWORD } }),
    },
  ],
  refreshSession: [{ name: 'with a token that nobody has', request: () => ({ body: { refreshToken: 'x'.repeat(43) } }), expected: `401 ${EVERYBODY}` }],
  signOut: [{
    name: 'one’s own session',
    request: async (world, column) => {
      const account = COLUMNS[column]
      return account === null ? {} : { token: (await world.signIn(account)).accessToken }
    },
    expected: `401 nobody; 204 ${SIGNED_IN}`,
  }],
  getMe: [{ name: 'oneself, also without a ticket module', request: () => ({}), expected: `401 nobody; 200 ${SIGNED_IN}` }],
}
