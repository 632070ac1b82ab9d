import type { True, Truth } from './truth.ts'

export type Kind = 'call center' | 'department' | 'mall' | 'assistant'
export const kindOf = (account: string): Kind => {
  if (account.startsWith('HQ/')) return 'call center'
  if (account.startsWith('DEPT')) return 'department'
  return account.startsWith('LINE') ? 'assistant' : 'mall'
}

/** `lists.md`, Tabs: what somebody may see. */
export function sees(account: string, ticket: True): boolean {
  const organisation = account.split('/')[0]!
  switch (kindOf(account)) {
    case 'call center': return true
    case 'department': return ticket.department === organisation
    case 'mall': return ticket.mall === organisation
    case 'assistant': return ticket.assistants.includes(organisation)
  }
}

/** Something happened since this person, or anybody of this mall, last opened it; who acts has seen what was there. */
export function isUnread(truth: Truth, account: string, ticket: True): boolean {
  const organisation = account.split('/')[0]!
  const shared = kindOf(account) === 'mall'
  const own = shared ? truth.accountsOf(organisation) : [truth.userOf(account)]
  const mine = (entry: True['log'][number]): boolean => own.includes(Number(entry['user_id']))
  const looks = truth.openings.filter((opening) => opening.no === ticket.no && (shared ? opening.account.startsWith(`${organisation}/`) : opening.account === account)).map(({ at }) => at)
  const lastLook = Math.max(...looks, ...ticket.log.filter(mine).map(({ at }) => new Date(at as Date).getTime()), 0)
  return ticket.log.some((entry) => !mine(entry) && new Date(entry['at'] as Date).getTime() > lastLook)
}
