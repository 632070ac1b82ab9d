import { writeFileSync } from 'node:fs'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import { download, pagesOfPdf, picturesOfPdf, textOfPdf } from '../../support/downloads.ts'
import { startTestServer, type TestServer } from '../../support/testServer.ts'
import { ticketInput } from '../../support/tickets.ts'

let server: TestServer
let agent: Client
let mall: Client

beforeAll(async () => {
  server = await startTestServer()
  ;[agent, mall] = [await server.as('HQ/agent'), await server.as('M0001/mall')]
})
afterAll(() => server.stop())

const keep = (name: string, pdf: Buffer): void => {
  const folder = process.env['GONGDAN_KEEP_DOWNLOADS']
  if (folder) writeFileSync(`${folder}/${name}.pdf`, pdf)
}
const withoutSpaces = (text: string): string => text.replace(/\s+/gu, '')

const SENTENCES = [
  '客户来电说，2026 年 2 月 11 日在 M0001 商场订的“云杉”系列衣柜，六块门板里有两块颜色不一样。',
  '安装师傅当场承认是不同批次（批号 B20260118-07 与 B20260203-11），答应三天内换，至今 21 天没有人联系！',
  '客户要求：①本周内更换门板；②赔偿误工费 ￥1,200.00；③给书面答复，否则向 12315 投诉。',
  '他还提到：“你们的客服说《三包规定》里写着七天，怎么又变成二十天？”——语气很急，请尽快处理……',
  'The model is GX-2600L/PRO, serial no. SN0099881273645; see https://example.invalid/orders/2026/02/11/GX-2600L?batch=B20260118-07 for details.',
]
const long = (times: number): string => Array.from({ length: times }, (_, index) => `第 ${index + 1} 段：${SENTENCES.join('')}`).join('\n')

/** A picture whose upper half is red and whose lower half is blue, as a camera held sideways keeps it. */
const sideways = async (): Promise<Buffer> => {
  const half = (background: string) => sharp({ create: { width: 400, height: 600, channels: 3, background } }).png().toBuffer()
  return sharp({ create: { width: 800, height: 600, channels: 3, background: '#fff' } })
    .composite([{ input: await half('#d02020'), left: 0, top: 0 }, { input: await half('#2020d0'), left: 400, top: 0 }])
    .jpeg().withMetadata({ orientation: 6 }).toBuffer()
}
async function attach(client: Client, name: string, content: Buffer, type: string): Promise<string> {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(content)], { type }), name)
  return (await client.uploadAttachment({}, { content: form })).id
}

describe('a ticket as PDF', () => {
  it('has every sentence of every record, its pages numbered, the newest record first', async () => {
    const { no } = await agent.createTicket({ body: ticketInput({ feedback: { content: long(10), channel: 'phone', calledAt: '2026-03-04T09:55:00+08:00', causeCode: 'quality' } }) })
    await mall.operateTicket({ params: { no }, body: { operation: 'reply', version: 1, content: `商场已联系客户，${SENTENCES[1]}` } })
    await agent.operateTicket({ params: { no }, body: { operation: 'feedback', version: 2, content: long(10), channel: 'phone' } })
    const { name, mediaType, content } = await download(agent, no, 'pdf')
    keep('long', content)
    expect(name).toBe(`投诉-${no}-2026-03-04.pdf`)
    expect(mediaType).toBe('application/pdf')

    const text = textOfPdf(content)
    const pages = pagesOfPdf(content)
    expect(pages.length).toBeGreaterThan(3)
    pages.forEach((page, index) => expect(withoutSpaces(page)).toContain(`第${index + 1}/${pages.length}页`))
    // What runs over a page has that page's foot and the next one's head in its middle: sentence by sentence.
    for (const sentence of SENTENCES.flatMap((one) => one.match(/[^，。！？；]+[，。！？；]?/gu) ?? [])) expect(text).toContain(withoutSpaces(sentence))
    const order = ['工单', '合同', '产品与渠道', '责任方', '4小时内联系', '时限起点', '跟进记录', '反馈·第2次', '商场已联系客户', '反馈·第1次', '通话', '没有附件', '操作记录'].map((title) => text.indexOf(title))
    expect(order).toEqual([...order].sort((one, other) => one - other))
    expect(text).toContain('及时回复·第2轮')
    expect(text).toContain('第2个工作日的同一时刻')
  })

  it('breaks no number and no word, and begins no line with a closing sign', async () => {
    const { no } = await agent.createTicket({ body: ticketInput({ feedback: { content: long(6), channel: 'phone', calledAt: '2026-03-04T09:55:00+08:00' } }) })
    const lines = pagesOfPdf((await download(agent, no, 'pdf')).content).join('\n').split('\n').map((line) => line.trim()).filter(Boolean)
    expect(lines.filter((line) => /^[，。、；：！？）》”’…]/u.test(line))).toEqual([])
    expect(lines.filter((line) => /[（《“]$/u.test(line))).toEqual([])
    for (const whole of ['B20260118-07', '￥1,200.00', 'SN0099881273645', '12315']) {
      expect(lines.join('\n').split(whole).length - 1, whole).toBe(whole === 'B20260118-07' ? 12 : 6)
    }
  })

  it('shows a sign for characters that the font lacks, and says so', async () => {
    const { no } = await agent.createTicket({
      body: ticketInput({ customer: { name: '𠮷田㙟', phones: ['13900002671'], type: 'individual' }, feedback: { content: '客户很生气😡👨‍👩‍👧，地址在㙟村。', channel: 'online', calledAt: '2026-03-04T09:55:00+08:00' } }),
    })
    const { content } = await download(agent, no, 'pdf')
    const text = textOfPdf(content)
    expect(text).toContain('客户很生气〓〓，地址在')
    expect(text).toContain('〓田')
    expect(text).toContain('字体里没有的字以“〓”代替')
  })

  it('takes no text for markup and carries nothing that runs', async () => {
    const hostile = '<script>alert(1)</script><img src="file:///etc/passwd" onerror=x>{{7*7}}${7*7} /JS (app.alert(1)) \u0007'
    const { no } = await agent.createTicket({ body: ticketInput({ feedback: { content: hostile, channel: 'phone', calledAt: '2026-03-04T09:55:00+08:00' } }) })
    const { content } = await download(agent, no, 'pdf')
    expect(textOfPdf(content)).toContain(withoutSpaces(hostile).replace('\u0007', ''))
    const raw = content.toString('latin1')
    for (const name of ['/JavaScript', '/JS', '/OpenAction', '/Launch', '/URI', '/EmbeddedFile']) expect(raw).not.toContain(name)
  })

  it('shows pictures upright and scaled, and names what is no picture', async () => {
    const noise = await sharp({ create: { width: 3000, height: 2000, channels: 3, background: '#fff', noise: { type: 'gaussian', mean: 128, sigma: 40 } } }).jpeg().toBuffer()
    const transparent = await sharp({ create: { width: 200, height: 100, channels: 4, background: { r: 0, g: 160, b: 0, alpha: 0.5 } } }).png().toBuffer()
    const ids = [await attach(agent, '门板.jpg', await sideways(), 'image/jpeg'), await attach(agent, '大图.jpg', noise, 'image/jpeg'), await attach(agent, '透明.png', transparent, 'image/png'), await attach(agent, '说明.txt', Buffer.from('请看门板'), 'text/plain')]
    const { no } = await agent.createTicket({ body: ticketInput({ feedback: { content: '见照片。', channel: 'phone', calledAt: '2026-03-04T09:55:00+08:00', attachmentIds: ids } }) })
    const { content } = await download(agent, no, 'pdf')
    keep('pictures', content)
    const found = picturesOfPdf(content)
    // Held sideways, 800 × 600 becomes 600 × 800; nothing is larger than a print needs.
    expect(found.map(({ width, height }) => `${width}x${height}`).sort()).toEqual(['1200x800', '200x100', '600x800'])
    expect(found.every(({ type }) => type === 'jpeg')).toBe(true)
    const text = textOfPdf(content)
    for (const name of ['附件：门板.jpg', '附件：大图.jpg', '附件：透明.png', '附件：说明.txt']) expect(text).toContain(name)
  })
})
