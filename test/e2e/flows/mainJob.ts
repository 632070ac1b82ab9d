import { expect } from '@playwright/test'
import { createClient, type Client } from '#shared/contract/client.ts'
import { fetchTransport } from '../../support/http.ts'
import { DEMO_PASSWORD, openTicket, operate, takeCall, type Person } from './person.ts'

/** Looks at the data behind the screen, as another program would. */
export async function apiAs(serverUrl: string, orgCode: string, account: string): Promise<Client> {
  const { accessToken } = await createClient(fetchTransport(serverUrl, null)).signIn({ body: { orgCode, account, password: DEMO_PASSWORD } })
  return createClient(fetchTransport(serverUrl, accessToken))
}

/**
 * The main job: an agent takes a call from a number of the data and makes a complaint and a service ticket; the mall
 * replies, resolves and closes them. What the screen says and what the server holds must be as the specification has it.
 */
export async function doMainJob(agent: Person, mall: Person, serverUrl: string, source: 'web' | 'desktop'): Promise<void> {
  const caller = { phone: '+86 139-0000-2671', customer: '沈若兰' }
  const complaintNo = await takeCall(agent, { ...caller, type: '投诉', level: '2', words: '次卧衣柜的推拉门昨天开始拉不动，上轨有一截翘起来。' })
  const serviceNo = await takeCall(agent, { ...caller, phone: '139 0000 2671 转 8', type: '售服', level: 'B', words: '请约师傅来调一下餐边柜的门。' })
  const api = await apiAs(serverUrl, 'HQ', 'agent')
  const created = await api.getTicket({ params: { no: complaintNo } })
  expect(created).toMatchObject({
    state: 'unreplied', type: 'complaint', level: '2', source, mall: { code: 'M0001' }, replyOpen: true, replyRound: 1, feedbackCount: 1,
    customer: { name: '沈若兰', contractNo: 'LZ26-05-0418' },
  })

  for (const no of [complaintNo, serviceNo]) {
    await openTicket(mall, no)
    await operate(mall, '回复', '何事：推拉门上轨翘起。何人：安装主管。何时：明天上午。', '已回复')
    await operate(mall, '解决', '与客户协商一致，明天上午更换上轨。', '已解决')
  }
  await operate(mall, '完结', '已调好餐边柜的门，客户满意。', '已关闭')
  await openTicket(mall, complaintNo)
  await operate(mall, '完结', '已更换上轨，客户满意。', '已解决')

  const service = await api.getTicket({ params: { no: serviceNo } })
  expect(service).toMatchObject({ state: 'closed', replyTimely: true, resolveTimely: true, replyOpen: false, visitAt: service.closedAt })
  const complaint = await api.getTicket({ params: { no: complaintNo } })
  expect(complaint).toMatchObject({ state: 'resolved', replyTimely: true, resolveTimely: true, visitAt: complaint.resolveDueAt, pendingRequests: [{ kind: 'closure', state: 'pending' }] })
  const log = (await api.getTicketLog({ params: { no: serviceNo } })).items.map((entry) => [entry.operation, entry.stateBefore, entry.stateAfter, entry.source])
  expect(log).toEqual([
    ['close', 'resolved', 'closed', source], ['resolve', 'replied', 'resolved', source], ['reply', 'unreplied', 'replied', source], ['submit', null, 'unreplied', source],
  ])
  const { items } = await api.getTicketDeadlines({ params: { no: complaintNo } })
  expect(items.map(({ kind, explanation }) => [kind, explanation?.result.at])).toEqual([
    ['firstContactDueAt', complaint.firstContactDueAt], ['replyDueAt', complaint.replyDueAt], ['resolveDueAt', complaint.resolveDueAt], ['visitAt', complaint.visitAt],
  ])
}
