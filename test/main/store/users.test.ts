import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readFileSync, statSync } from 'node:fs'
import { entry, filesBelow, startStores, STORE_SERVER, testEncryption, type StoreBench } from '../../support/localStores.ts'

// The disk and the processor are shared.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let bench: StoreBench
beforeEach(() => { bench = startStores() })
afterEach(() => bench.end())

const content = { phone: '13812345678', name: '张三丰', text: '导购少找零钱三百元' }
const everyForm = [content.phone, content.name, content.text, '1812345', 'request 7', STORE_SERVER, 'gongdan.example']
const image = new TextEncoder().encode(`${content.text} in a file`)

async function writeEverything(): Promise<void> {
  await bench.stores.open(STORE_SERVER, '42')
  const store = bench.stores.current()
  store.saveDraft({ kind: 'call', id: content.phone, json: JSON.stringify(content) })
  const file = await store.addFile({ id: '00000000-0000-4000-8000-0000000000aa', name: `${content.name}.txt`, mediaType: 'text/plain', bytes: image })
  store.addToOutbox({ entry: entry(7, { request: JSON.stringify(content), files: [file], ticketNo: '2609000001' }), draft: null })
  store.putIntoCache({
    customers: [{ id: '9', phones: [content.phone], json: JSON.stringify(content) }],
    tickets: [{ no: '2609000001', customerId: '9', json: JSON.stringify(content) }],
  })
}

describe('what lies on the disk', () => {
  it('holds no phone number, name or text in plain, in no file and under no name, neither while the program runs nor after', async () => {
    await writeEverything()
    const look = () => {
      const files = filesBelow(bench.root)
      expect(files.length).toBeGreaterThan(2)
      for (const file of files) {
        const bytes = readFileSync(file)
        for (const text of everyForm) {
          for (const encoding of ['utf8', 'utf16le'] as const) expect(bytes.includes(Buffer.from(text, encoding)), `${text} in ${file}`).toBe(false)
          expect(file).not.toContain(text)
        }
      }
    }
    look()
    expect(filesBelow(bench.root).some((file) => file.endsWith('-wal'))).toBe(true)
    await bench.stores.close()
    look()
  })

  it('is readable by its owner only', async () => {
    await writeEverything()
    for (const file of filesBelow(bench.root).filter((name) => name.endsWith('key.json'))) expect(statSync(file).mode & 0o077).toBe(0)
    expect(statSync(bench.paths('42').folder).mode & 0o077).toBe(0)
  })

  it('moved to another row cannot be read there', async () => {
    await bench.stores.open(STORE_SERVER, '42')
    bench.stores.current().addToOutbox({ entry: entry(1), draft: null })
    bench.stores.current().addToOutbox({ entry: entry(2), draft: null })
    await bench.stores.close()
    const { DatabaseSync } = process.getBuiltinModule('node:sqlite')
    const database = new DatabaseSync(bench.paths('42').database)
    database.exec('UPDATE outbox SET entry = (SELECT entry FROM outbox WHERE position = 1) WHERE position = 2')
    database.close()
    expect(await bench.stores.open(STORE_SERVER, '42')).toMatchObject({ rescued: { outbox: 1, lost: true } })
    expect(bench.stores.current().outbox().map(({ id }) => id)).toEqual([entry(1).id])
  })
})

describe('the system keeps the key', () => {
  it('and the answer says where it does not; the store works all the same and is wrapped as soon as it can be', async () => {
    await bench.end()
    bench = startStores({ encryption: testEncryption(null) })
    expect(await bench.stores.open(STORE_SERVER, '42')).toEqual({ protected: false, rescued: null })
    bench.stores.current().saveDraft({ kind: 'call', id: 'a', json: '1' })
    bench = await bench.restart(testEncryption('later'))
    expect(await bench.stores.open(STORE_SERVER, '42')).toEqual({ protected: true, rescued: null })
    expect(bench.stores.current().drafts('call')).toHaveLength(1)
    bench = await bench.restart(testEncryption('later'))
    expect(await bench.stores.open(STORE_SERVER, '42')).toEqual({ protected: true, rescued: null })
    expect(bench.stores.current().drafts('call')).toHaveLength(1)
  })

  it('lost, the old store is set aside whole and a new one begins', async () => {
    await writeEverything()
    await bench.stores.close()
    const before = filesBelow(bench.paths('42').folder).map((file) => readFileSync(file))
    bench = await bench.restart(testEncryption('of another machine'))
    expect(await bench.stores.open(STORE_SERVER, '42')).toEqual({ protected: true, rescued: { drafts: 0, outbox: 0, lost: true } })
    expect(bench.stores.current().drafts('call')).toEqual([])
    expect(bench.events).toContain('local_store_set_aside')
    const kept = filesBelow(bench.paths('42').setAside).map((file) => readFileSync(file))
    for (const bytes of before) expect(kept.some((each) => each.equals(bytes))).toBe(true)
    bench.stores.current().saveDraft({ kind: 'call', id: 'b', json: '2' })
    bench = await bench.restart(testEncryption('of another machine'))
    expect(await bench.stores.open(STORE_SERVER, '42')).toEqual({ protected: true, rescued: null })
  })
})

describe('two people on one machine', () => {
  it('nothing of one is visible to the other, and all of it is there when the first comes back', async () => {
    await writeEverything()
    const first = bench.stores.current()
    await bench.stores.open(STORE_SERVER, '43')
    expect(() => first.drafts('call')).toThrow('closed')
    const other = bench.stores.current()
    expect([other.drafts('call'), other.drafts('operation'), other.outbox(), other.customersByPhone(content.phone), other.ticketsOfCustomer('9')]).toEqual([[], [], [], [], []])
    expect(other.cachedTicket('2609000001')).toBeNull()
    expect(other.claim({ owner: '00000000-0000-4000-8000-0000000000bb', leaseMs: 60_000 })).toBeNull()
    other.saveDraft({ kind: 'call', id: 'mine', json: '"mine"' })

    await bench.stores.open(STORE_SERVER, '42')
    const back = bench.stores.current()
    expect(back.drafts('call').map(({ id }) => id)).toEqual([content.phone])
    expect(back.outbox()).toHaveLength(1)
    expect(back.customersByPhone(content.phone)).toHaveLength(1)
  })

  it('the same user on another server has another store', async () => {
    await writeEverything()
    await bench.stores.open('https://other.example', '42')
    expect(bench.stores.current().outbox()).toEqual([])
  })

  it('a user\'s file under another user\'s name cannot be read with that user\'s key', async () => {
    await writeEverything()
    await bench.stores.open(STORE_SERVER, '43')
    await bench.stores.close()
    const { copyFileSync } = await import('node:fs')
    copyFileSync(bench.paths('42').database, bench.paths('43').database)
    expect(await bench.stores.open(STORE_SERVER, '43')).toMatchObject({ rescued: { drafts: 0, outbox: 0, lost: true } })
    expect(bench.stores.current().drafts('call')).toEqual([])
  })

  it('two openings at one moment leave the second one\'s store open', async () => {
    await Promise.all([bench.stores.open(STORE_SERVER, '1'), bench.stores.open(STORE_SERVER, '2')])
    bench.stores.current().saveDraft({ kind: 'call', id: 'x', json: '1' })
    await bench.stores.open(STORE_SERVER, '1')
    expect(bench.stores.current().drafts('call')).toEqual([])
    await bench.stores.open(STORE_SERVER, '2')
    expect(bench.stores.current().drafts('call')).toHaveLength(1)
  })

  it('without a store open every call fails', async () => {
    expect(() => bench.stores.current()).toThrow('No store is open')
    await bench.stores.open(STORE_SERVER, '1')
    await bench.stores.close()
    expect(() => bench.stores.current()).toThrow('No store is open')
  })
})
