import type zhCall from '../zh-CN/call.ts'
import type { SameKeys } from '../sameKeys.ts'

const call: SameKeys<typeof zhCall> = {
  title: { waiting: 'New call · {who}', call: 'Call · {who}', new: 'New · {who}', feedback: 'Feedback · {who}' },
  action: { retry: 'Try again' },
  head: {
    blank: 'New ticket', line: 'Line {line}', calledAt: 'called {time}', openedAt: 'begun {time}',
    origin: { softphone: 'softphone', typed: 'number typed', blank: 'no call' },
    searching: 'Looking up the customer', seenHere: 'Seen here at {time}, may have changed', notSeenHere: 'Offline, unknown on this machine', searchFailed: 'Look-up failed', new: 'New customer', matched: '{count} customer found', several: '{count} customers, please choose',
  },
  error: { choose_customer: 'Choose the customer', mall_not_active: 'Out of business: choose head office', not_closed: 'This ticket is not closed', unknown: 'No such entry, please choose again' },
  side: { label: 'Caller' },
  customer: {
    address: 'Addr.', otherPhones: 'Other', phones: 'Numbers', notThis: 'Not this one', unknownNumber: 'The calling number is not theirs', addNumber: 'Add number', newPhone: 'New number',
    removePhone: 'Remove {phone}', stale: 'Somebody just changed this customer, please try again', openCount: '{count} open', contractCount: '{count} contracts',
    several: '{count} customers have this number', severalHint: '↑ ↓ to move, Enter to choose', none: 'None of them: new customer',
    newTitle: 'No customer has this number', newText: 'Fill in a new customer; it is created with the ticket. Or search by name, contract or address.',
    blankTitle: 'No calling number yet', blankText: 'Fill in the number to look up the customer.', searchTitle: 'Search customers', search: 'Name, contract, address', nothing: 'Nothing found', found: 'Customers found',
  },
  contract: { title: 'Contracts', installed: 'installed {month}' },
  open: { title: 'Open tickets', none: 'No open tickets', feedback: 'Feedback', reply: 'Reply: {remaining}', resolve: 'Resolve: {remaining}' },
  recent: { title: 'Last calls', none: 'No calls', missed: 'missed', running: 'in progress', nobody: 'nobody' },
  field: {
    phone: 'Calling number', name: 'Name', customerType: 'Customer type', contract: 'Contract', mall: 'Mall', headOfficeReason: 'Reason', department: 'Department', region: 'Region', address: 'Address',
    words: "Customer's words", type: 'Type', level: 'Level', cause: 'Cause', brand: 'Brand', category: 'Category', salesChannel: 'Sales channel', feedbackChannel: 'Channel',
    responsibleParty: 'Responsible party', assistants: 'Assisting parties', followUpOf: 'Follows closed ticket',
  },
  placeholder: {
    contract: 'Choose a contract', contractNew: 'Number, if any', mall: 'Code, name or initials', region: 'Province / city / district', cause: 'Choose or type initials', salesChannel: 'Choose a channel', later: 'May be added later',
    assistants: 'Several possible, not counted', followUpOf: 'If an old problem is back',
  },
  hint: { typeKeys: 'Alt T S Z', levelKeys: 'Alt J' },
  proposal: { contract: 'By contract', region: 'By region' },
  headOffice: { label: 'Head office', note: 'no mall to hand it to' },
  duplicate: { what: 'This customer has an open {type} {no}. ', advice: 'Add feedback if it is the same problem.', feedback: 'Add feedback', dismiss: 'New problem' },
  form: {
    label: 'New ticket', save: 'Save', saving: 'Saving', submit: 'Save and submit', submitting: 'Submitting', keptAsTyped: 'Kept as you type',
    afterSave: 'Save →', afterSubmit: 'Submit →', receiver: 'to {receiver}',
  },
  feedback: {
    title: 'Add feedback', label: 'Feedback on {no}', back: 'New ticket instead', lastWords: 'Last feedback', words: "Customer's words", after: 'State', send: 'Submit feedback', sendAgain: 'Submit on the ticket as it is',
    changedState: 'State', changedWords: 'Latest feedback', staleTodo: 'Your text is kept; look at the change, then submit.', finished: 'This ticket has just ended and takes no more feedback',
    finishedTodo: 'You can make a linked new ticket; your text comes along.', followUp: 'Linked new ticket', followUpNote: 'Linked to {no}, please check and submit',
  },
  accepted: { what: 'The server had taken your last try as {no}. ', todo: 'What you changed since is not in it; please open the ticket.', open: 'Open ticket' },
  done: { saved: '{no} saved, {state}', submitted: '{no} submitted, {state}', feedback: 'Feedback added to {no}, {state}' },
}
export default call
