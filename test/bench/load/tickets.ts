import { randomUUID } from 'node:crypto'
import { ticketInput } from '../../support/tickets.ts'
import { ask, send, type Call } from '../lists/call.ts'

/** A new customer's complaint, as an agent would fill the form; no two are alike. @param index makes name and number */
export function creation(index: number, token: string): Call {
  const number = String(index).padStart(8, '0')
  return {
    method: 'POST', path: '/tickets', headers: { 'Idempotency-Key': randomUUID() }, person: { token },
    body: ticketInput({
      customer: { name: `客户 ${index}`, phones: [`139${number}`], type: 'individual', province: '东澜省', city: '澜州市', district: '江北区', address: `滨河路 ${index} 号`, contractNo: `LZ26-${number}` },
      product: { brand: '序居', category: '定制衣柜' }, salesChannel: { major: '零售', middle: '门店', minor: '直营' }, assistants: ['LINE-1'],
      feedback: { content: `六块门板里有两块颜色不一样，客户要求整块更换并说明原因，约好周末上门。${index}`, channel: 'phone', calledAt: '2026-03-04T09:55:00+08:00' },
    }),
  }
}

/** @throws Error unless the answer says that all is well */
export async function succeed(url: string, call: Call): Promise<void> {
  const { status, text } = await send(url, call)
  if (status >= 300) throw new Error(`${call.method} ${call.path}: ${status} ${text.slice(0, 500)}`)
}

/** Makes tickets, a few at a time. @returns their numbers */
export async function makeTickets(url: string, token: string, count: number): Promise<string[]> {
  const numbers: string[] = []
  let next = 0
  await Promise.all(Array.from({ length: 4 }, async () => {
    while (next < count) numbers.push((await ask<{ no: string }>(url, creation(next++, token))).no)
  }))
  return numbers
}
