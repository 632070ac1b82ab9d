import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findRows } from '#server/database/database.ts'
import { announce, resumable, sendPart, textOfSize, uploadForm, uploadInParts } from '#test/support/attachments.ts'
import { problemOf, startTestServer, type TestServer } from '#test/support/testServer.ts'

const DISK_BYTES = 4 * 1024 * 1024
const mayMount = process.platform === 'linux' && process.getuid?.() === 0

/** A disk of its own that really fills up; only root of a Linux machine can have one. */
describe.runIf(mayMount)('a disk that is full', () => {
  const disk = mkdtempSync(join(tmpdir(), 'gongdan-full-'))
  let server: TestServer
  beforeAll(async () => {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_BYTES}`, 'tmpfs', disk])
    server = await startTestServer({ attachments: { folder: disk } })
  })
  afterAll(async () => {
    await server.stop()
    execFileSync('umount', [disk])
    rmSync(disk, { recursive: true })
  })

  const filesOn = async (): Promise<string[]> =>
    (await readdir(disk, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map(({ name }) => name)

  it('is told as such, with nothing half kept, and what is deleted makes room again', async () => {
    const agent = await server.as('HQ/agent')
    const refused = await problemOf(uploadForm(agent, textOfSize(DISK_BYTES + 1_000), '大.txt'))
    expect(refused).toMatchObject({ status: 507, code: 'storage_full' })
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0)
    expect(await filesOn()).toEqual([])
    expect(await findRows(server.database.tables.attachments, {})).toEqual([])
    expect(await uploadForm(agent, textOfSize(100_000), '小.txt')).toMatchObject({ size: 100_000 })
  })

  it('stops an upload in parts where it is, and lets it go on when there is room', async () => {
    const agent = await server.as('HQ/agent')
    const file = resumable(textOfSize(1_700_000, 'parts'), '记录.txt')
    const filling = resumable(textOfSize(2_700_000, 'filling'), '占满.txt')
    await announce(agent, filling)
    for (let offset = 0; offset < 2_600_000; offset += 650_000) await sendPart(agent, filling, offset, 650_000)
    await announce(agent, file)
    await sendPart(agent, file, 0, 1_000_000)
    expect(await problemOf(sendPart(agent, file, 1_000_000))).toMatchObject({ status: 507, code: 'storage_full' })
    const { received } = await agent.getUpload({ params: { id: file.id } })
    expect(received).toBe(1_000_000)
    await server.attachments.parts.remove(filling.id)
    expect(await uploadInParts(agent, file)).toMatchObject({ sha256: file.sha256, size: 1_700_000 })
  })
})
