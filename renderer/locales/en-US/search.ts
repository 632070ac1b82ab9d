import type zhSearch from '../zh-CN/search.ts'
import type { SameKeys } from '../sameKeys.ts'

/** The search box and what it found. */
const search: SameKeys<typeof zhSearch> = {
  placeholder: 'Number, phone, customer, contract, text', results: 'Search results', searching: 'Searching', searchingTexts: 'Searching feedback and follow-up',
  group: { number: 'Ticket number', phone: 'Phone', customer: 'Customer', contract: 'Contract', person: 'Customers', text: 'Feedback and follow-up' },
  openExact: 'Open ticket {no}', takeCall: 'Take a call from {phone}', openTickets: '{count} open', noContract: 'no contract', voided: 'revoked',
  allHits: { phone: 'Show all tickets of this phone', customer: 'Show all of them in all tickets', contract: 'Show all of them in all tickets', text: 'Show all that say this in all tickets' },
  moreNumbers: 'There are more; type further digits',
  incomplete: 'These words are so common that only newer tickets were searched; write a few more', indexing: 'Older tickets are still being indexed and may not be found by text yet',
  tooShort: { digits: 'Type at least 4 digits of a number or phone', text: 'Type at least 2 characters that stand together' },
  nothing: 'Nothing found for “{text}”', nothingTodo: 'Type the first or last digits of a ticket number, the last ones of a phone (at least 4), a customer\'s name, a contract number, or words from feedback and replies.',
  failed: 'Not found out: {what}', retry: 'Try again', keysMove: 'move', keysOpen: 'open', keysClose: 'close',
}
export default search
