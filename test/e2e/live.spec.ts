import { expect, type Browser, type Locator } from '@playwright/test'
import { clientMessage, type ClientMessage } from '#shared/contract/stream.ts'
import { openLine } from '../support/cutLine.ts'
import { apiAs } from './flows/mainJob.ts'
import { front, openTicket, person, serverUrl, type Visitor } from './flows/person.ts'
import { test } from './flows/test.ts'
import { askReturn, newTicket, reply } from './flows/tickets.ts'

/** How soon a change by somebody else has to be seen, in ms. Pages that read by themselves would take 15 s and more. */
const SOON = { timeout: 3_000 }
/** The same after a break: up to 5 s until the program asks again, and the reading. */
const AFTER_BREAK = { timeout: 10_000 }

interface Viewer extends Visitor {
  /** What the page said over its stream, in order. */
  readonly said: ClientMessage[]
}

/** Somebody in a browser of his own whose live updates are on. @param url where the page comes from */
async function open(browser: Browser, organisation: string, account: string, url = serverUrl()): Promise<Viewer> {
  const said: ClientMessage[] = []
  const visitor = await person(browser, organisation, account, {
    url,
    prepare: (page) => {
      page.on('websocket', (socket) => {
        socket.on('framesent', ({ payload }) => { said.push(clientMessage.parse(JSON.parse(String(payload)))) })
      })
    },
  })
  await expect(visitor.page.getByTitle('实时更新已开')).toBeVisible()
  return { ...visitor, said }
}

const present = ({ page }: Viewer): Locator => front(page).locator('.gd-presence')
const head = ({ page }: Viewer): Locator => front(page).locator('.gd-ticket-head')
const form = ({ page }: Viewer): Locator => front(page).locator('textarea:visible').first()
const rowOf = ({ page }: Viewer, no: string): Locator => front(page).getByRole('row').filter({ hasText: no })
const showList = async ({ page }: Viewer, tab: string): Promise<void> => page.evaluate((id) => { location.hash = `#/list/${id}` }, tab)
const choose = ({ page }: Viewer, button: string): Promise<void> => front(page).getByRole('button', { name: button, exact: true }).click()
/** A word on the window that a reload would take away. */
const mark = ({ page }: Viewer): Promise<void> => page.evaluate(() => { document.documentElement.dataset['loadedOnce'] = 'yes' })
const expectNoReload = ({ page }: Viewer): Promise<void> => expect(page.locator('html')).toHaveAttribute('data-loaded-once', 'yes')

test('an open page changes at once by another’s hand and leaves what is being typed alone', async ({ browser }) => {
  const agent = await apiAs(serverUrl(), 'HQ', 'agent')
  const no = await newTicket(agent, '餐厅吊柜的门关不严，请来看一下。')
  const lin = await open(browser, 'M0001', 'mall')
  const jiang = await open(browser, 'M0001', 'mall2')
  const zhou = await open(browser, 'DEPT-S', 'dept')
  for (const viewer of [jiang, zhou]) await mark(viewer)
  await showList(zhou, 'unreplied')
  await expect(rowOf(zhou, no)).toBeVisible()

  await openTicket(jiang, no)
  await expect(present(jiang)).toHaveCount(0)
  await openTicket(lin, no)
  await expect(present(jiang)).toContainText('林晓禾 正在看', SOON)
  await expect(present(lin)).toContainText('江一帆 正在看', SOON)

  // Half way through a solution, with two characters selected in the middle.
  await choose(jiang, '解决')
  await form(jiang).fill('与客户协商一致，明天上午上门调整铰链')
  await form(jiang).evaluate((element: HTMLTextAreaElement) => { element.setSelectionRange(8, 10) })
  await expect(present(lin)).toContainText('江一帆 正在写解决', SOON)

  const words = '今天下午三点先由安装师傅上门看。'
  await choose(lin, '回复')
  await form(lin).fill(words)
  await expect(present(jiang)).toContainText('林晓禾 正在写回复', SOON)
  await lin.page.keyboard.press('Control+Enter')

  await expect(front(jiang.page).getByText(words).first()).toBeVisible(SOON)
  await expect(head(jiang)).toContainText('已回复')
  await expect(front(jiang.page).locator('.gd-changes')).toContainText('林晓禾')
  await expect(form(jiang)).toBeFocused()
  expect(await form(jiang).evaluate((element: HTMLTextAreaElement) => [element.selectionStart, element.selectionEnd])).toEqual([8, 10])
  await jiang.page.keyboard.type('后天')
  await expect(form(jiang)).toHaveValue('与客户协商一致，后天上午上门调整铰链')
  await expect(present(jiang)).toContainText('林晓禾 正在看', SOON)
  // What Lin did himself is no news to him.
  await expect(front(lin.page).locator('.gd-ticket-news')).toHaveCount(0)

  // The list of a third person lets the row go.
  await expect(rowOf(zhou, no)).toHaveCount(0, SOON)
  for (const viewer of [jiang, zhou]) await expectNoReload(viewer)

  await lin.context.close()
  await expect(present(jiang)).toHaveCount(0, SOON)
  await Promise.all([jiang.context.close(), zhou.context.close()])
})

test('several others stand behind a number, and who they are is shown to the mouse and to the keyboard', async ({ browser }) => {
  const no = await newTicket(await apiAs(serverUrl(), 'HQ', 'agent'), '玄关柜的抽屉拉不出来。')
  const viewers = await Promise.all([open(browser, 'M0001', 'mall'), open(browser, 'M0001', 'mall2'), open(browser, 'HQ', 'agent2')])
  const [lin, jiang, lu] = viewers
  for (const viewer of viewers) await openTicket(viewer, no)
  await choose(jiang, '回复')
  await form(jiang).fill('师傅明天到')
  await expect(present(lu).locator('.gd-presence-first')).toContainText('江一帆 正在写回复', SOON)
  const more = present(lu).getByRole('button', { name: '另有 1 人' })
  await expect(more).toHaveText('+1')
  await more.focus()
  const list = lu.page.getByRole('list', { name: '也在看这张工单的人' })
  await expect(list).toContainText('林晓禾 正在看')
  await expect(list).toContainText('江一帆 正在写回复')
  await more.blur()
  await expect(list).toBeHidden()
  await more.hover()
  await expect(list).toBeVisible()
  // Nobody is locked out: the first to write is not the only one who may.
  await choose(lin, '回复')
  await expect(form(lin)).toBeEditable()
  await Promise.all(viewers.map(({ context }) => context.close()))
})

test('what happened while the line was cut is there when it is mended', async ({ browser }) => {
  const [agent, mall] = [await apiAs(serverUrl(), 'HQ', 'agent'), await apiAs(serverUrl(), 'M0001', 'mall')]
  const no = await newTicket(agent, '电视柜的背板鼓起来了。')
  const line = await openLine(serverUrl())
  const jiang = await open(browser, 'M0001', 'mall2', line.url)
  await mark(jiang)
  await showList(jiang, 'unreplied')
  await expect(rowOf(jiang, no)).toBeVisible()
  await openTicket(jiang, no)
  await choose(jiang, '回复')
  await form(jiang).fill('写到一半')
  const hellos = (): ClientMessage[] => jiang.said.filter((message) => message.type === 'hello')
  expect(hellos()).toMatchObject([{ lastId: null }])

  line.cut()
  await expect(jiang.page.getByTitle('实时更新断开')).toBeVisible(AFTER_BREAK)
  await expect(jiang.page.getByText('网络断开')).toBeVisible(AFTER_BREAK)
  const later = await newTicket(agent, '断开时新来的一张。')
  const words = '已约明天上午更换背板。'
  await reply(mall, no, words)
  await jiang.page.waitForTimeout(2_000)
  await expect(front(jiang.page).getByText(words)).toHaveCount(0)

  line.mend()
  await expect(front(jiang.page).getByText(words).first()).toBeVisible(AFTER_BREAK)
  await expect(form(jiang)).toHaveValue('写到一半')
  await expect(jiang.page.getByTitle('实时更新已开')).toBeVisible()
  const last = hellos().at(-1)
  expect(last?.type === 'hello' ? last.lastId : null).toMatch(/^\d+$/)
  await showList(jiang, 'unreplied')
  await expect(rowOf(jiang, later)).toBeVisible(SOON)
  await expect(rowOf(jiang, no)).toHaveCount(0, SOON)
  await expectNoReload(jiang)
  await jiang.context.close()
  await line.close()
})

test('a return reaches the approver’s queue and takes the ticket away from who writes, but not his words', async ({ browser }) => {
  const [agent, mall, approver] = [await apiAs(serverUrl(), 'HQ', 'agent'), await apiAs(serverUrl(), 'M0001', 'mall'), await apiAs(serverUrl(), 'HQ', 'approver')]
  const no = await newTicket(agent, '这张其实是另一家商场卖出的。')
  const jiang = await open(browser, 'M0001', 'mall2')
  const lin = await open(browser, 'M0001', 'mall')
  await showList(lin, 'all')
  await expect(rowOf(lin, no)).toBeVisible()
  const xu = await open(browser, 'HQ', 'approver')
  await xu.page.evaluate(() => { location.hash = '#/approvals/return' })
  const request = front(xu.page).getByRole('listitem').filter({ hasText: no })
  await expect(front(xu.page).getByRole('listitem').first()).toBeVisible()
  await expect(request).toHaveCount(0)
  await openTicket(jiang, no)
  await choose(jiang, '解决')
  await form(jiang).fill('已与客户约好，请保留这段话。')
  await askReturn(mall, no)
  await expect(head(jiang)).toContainText('退回待审批', SOON)
  await expect(form(jiang)).toHaveValue('已与客户约好，请保留这段话。')
  await expect(request).toBeVisible(SOON)
  await request.click()
  await expect(present(jiang)).toContainText('许文 正在看', SOON)
  await expect(present(xu)).toContainText('江一帆 正在写解决', SOON)
  await approver.operateTicket({ params: { no }, body: { operation: 'approve_return', content: '同意' } })
  const gone = front(jiang.page).getByRole('alert').filter({ hasText: `工单 ${no} 已不归您查看` })
  await expect(gone).toBeVisible(SOON)
  await expect(gone).toContainText('已与客户约好，请保留这段话。')
  await expect(gone.getByRole('button', { name: '复制' })).toBeVisible()
  await expect(front(jiang.page).getByText('沈若兰')).toHaveCount(0)
  await expect(rowOf(lin, no)).toHaveCount(0, SOON)
  await expect(request).toContainText('已同意', SOON)
  await Promise.all([jiang, lin, xu].map(({ context }) => context.close()))
})
