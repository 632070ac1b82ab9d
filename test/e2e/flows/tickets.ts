import type { Client } from '#shared/contract/client.ts'

/** A ticket that M0001 has to answer, made by another program. @returns its number */
export async function newTicket(agent: Client, words: string): Promise<string> {
  const { items: [customer] } = await agent.searchCustomers({ query: { phone: '13900002671' } })
  const ticket = await agent.createTicket({
    body: {
      type: 'service', level: 'B', customer: { id: customer!.id }, mallCode: 'M0001', submit: true,
      feedback: { content: words, channel: 'phone', calledAt: new Date().toISOString() },
    },
  })
  return ticket.no
}
/** A reply by somebody else, who saw the ticket as it is. */
export async function reply(mall: Client, no: string, content: string): Promise<void> {
  const { version } = await mall.getTicket({ params: { no } })
  await mall.operateTicket({ params: { no }, body: { operation: 'reply', version, content } })
}
/** The mall asks to be rid of the ticket; an approver decides. */
export async function askReturn(mall: Client, no: string): Promise<void> {
  const { items: [reason] } = await mall.listReasons({ query: { operation: 'return' } })
  const { version } = await mall.getTicket({ params: { no } })
  await mall.operateTicket({ params: { no }, body: { operation: 'return', version, content: '不是我们商场的合同。', reasonCode: reason!.code } })
}
