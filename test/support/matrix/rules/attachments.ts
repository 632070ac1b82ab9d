import { randomUUID } from 'node:crypto'
import { announce, formOf, pngOf, resumable, textOfSize, uploadForm } from '../../attachments.ts'
import { ticketInput } from '../../tickets.ts'
import { COLUMNS, type Column } from '../columns.ts'
import type { MatrixCase, MatrixRequest, MatrixRules } from '../case.ts'
import { FOREIGN, OWN, type MatrixWorld } from '../world.ts'

const EVERYBODY = (status: number): string => `401 nobody; ${status} cs admin depts malls lines; 403 sales`
const NOBODY = '401 nobody; 404 cs admin depts malls lines; 403 sales'

const partOf = (id: string, content: Uint8Array): MatrixRequest => ({ params: { id }, query: { offset: '0' }, content: new Uint8Array(content) })

/** An upload that the column has announced; who may not is given one that there is not. */
async function ownUpload({ server }: MatrixWorld, column: Column): Promise<{ id: string; content: Uint8Array }> {
  const account = COLUMNS[column]
  const file = resumable(textOfSize(2_000, column), '自己的.txt')
  if (account !== null && column !== 'sales') await announce(await server.as(account), file)
  return file
}

async function othersUpload({ server }: MatrixWorld): Promise<{ id: string; content: Uint8Array }> {
  const file = resumable(textOfSize(2_000, 'agent2'), '别人的.txt')
  await announce(await server.as('HQ/agent2'), file)
  return file
}

/** The attachment of a new ticket's first feedback. @returns its id */
async function attachedTo({ agent, fresh }: MatrixWorld, more: typeof OWN | typeof FOREIGN | Record<string, unknown>): Promise<{ id: string; no: string; version: number }> {
  const { id } = await uploadForm(agent, pngOf(20, 20), '门板.png')
  const { no, version } = await fresh({ ...more, feedback: { ...ticketInput().feedback, attachmentIds: [id] } })
  return { id, no, version }
}

async function attachedToReturned(world: MatrixWorld): Promise<string> {
  const { id, no, version } = await attachedTo(world, OWN)
  const [mall, approver] = [await world.server.as('M0001/mall'), await world.server.as('HQ/approver')]
  await mall.operateTicket({ params: { no }, body: { operation: 'return', version, content: '不是我们的客户。', reasonCode: 'wrong_mall' } })
  await approver.operateTicket({ params: { no }, body: { operation: 'approve_return' } })
  return id
}

/** One for a world: the lists of approvals show the newest returns alone. */
const returnedOnes = new WeakMap<MatrixWorld, Promise<string>>()
function returnedAttachment(world: MatrixWorld): Promise<string> {
  const made = returnedOnes.get(world) ?? attachedToReturned(world)
  returnedOnes.set(world, made)
  return made
}

/** What one has uploaded and no ticket has yet. */
async function ownUnlinked({ server }: MatrixWorld, column: Column): Promise<string> {
  const account = COLUMNS[column]
  if (account === null || column === 'sales') return randomUUID()
  return (await uploadForm(await server.as(account), pngOf(20, 20), '自己的.png')).id
}

const READERS: readonly { name: string; id: (world: MatrixWorld, column: Column) => Promise<string> | string; expected: string }[] = [
  { name: 'one’s own ticket', id: async (world) => (await attachedTo(world, OWN)).id, expected: '401 nobody; 200 cs admin ownDept ownMall ownLine; 404 otherDept otherMalls otherLine; 403 sales' },
  { name: 'somebody else’s ticket', id: async (world) => (await attachedTo(world, FOREIGN)).id, expected: '401 nobody; 200 cs admin otherDept otherMall otherLine; 404 ownDept ownMall sisterMall ownLine; 403 sales' },
  { name: 'a draft', id: async (world) => (await attachedTo(world, { ...OWN, submit: false })).id, expected: '401 nobody; 200 cs admin; 404 depts malls lines; 403 sales' },
  { name: 'a ticket whose return was approved', id: returnedAttachment, expected: '401 nobody; 200 cs admin; 404 depts malls lines; 403 sales' },
  { name: 'no ticket yet, one’s own', id: ownUnlinked, expected: EVERYBODY(200) },
  { name: 'no ticket yet, somebody else’s', id: ({ othersAttachment }) => othersAttachment, expected: NOBODY },
  { name: 'nothing', id: () => randomUUID(), expected: NOBODY },
  { name: 'what is no id', id: () => '1', expected: NOBODY },
]
const reading = (size: 'full' | 'thumbnail'): MatrixCase[] => READERS.map(({ name, id, expected }) => ({
  name: `${size}, of ${name}`, expected, request: async (world, column) => ({ params: { id: await id(world, column) }, query: { size } }),
}))

/** What the specification says of attachments: `workflow.md` (Rights), `quality.md` (Security). */
export const attachmentRules: MatrixRules<'uploadAttachment' | 'announceUpload' | 'getUpload' | 'sendUploadPart' | 'getAttachment'> = {
  uploadAttachment: [
    { name: 'a picture', request: () => ({ content: formOf(pngOf(20, 20), '图.png') }), expected: EVERYBODY(201) },
    { name: 'a page', request: () => ({ content: formOf(Buffer.from('<!doctype html><p>x'), '图.png') }), expected: '401 nobody; 415:unsupported_media_type cs admin depts malls lines; 403 sales' },
    {
      name: 'under the id of somebody else’s', request: ({ othersAttachment }) => ({ content: formOf(pngOf(20, 20), '图.png', { id: othersAttachment }) }),
      expected: '401 nobody; 409:conflict cs admin depts malls lines; 403 sales',
    },
  ],
  announceUpload: [
    { name: 'a new one', request: () => ({ params: { id: randomUUID() }, body: { name: '录像.mp4', size: 5, sha256: 'b'.repeat(64) } }), expected: EVERYBODY(200) },
    {
      name: 'somebody else’s', request: async (world) => ({ params: { id: (await othersUpload(world)).id }, body: { name: '录像.mp4', size: 5, sha256: 'b'.repeat(64) } }),
      expected: '401 nobody; 409:conflict cs admin depts malls lines; 403 sales',
    },
    {
      name: 'a content that only somebody else has uploaded',
      request: () => ({ params: { id: randomUUID() }, body: { name: '图.png', size: 3, sha256: 'a'.repeat(64) } }),
      detail: ({ attachment }) => (attachment === null ? 'to_be_sent' : 'revealed'), expected: '401 nobody; 200:to_be_sent cs admin depts malls lines; 403 sales',
    },
  ],
  getUpload: [
    { name: 'one’s own', request: async (world, column) => ({ params: { id: (await ownUpload(world, column)).id } }), expected: EVERYBODY(200) },
    { name: 'somebody else’s', request: async (world) => ({ params: { id: (await othersUpload(world)).id } }), expected: NOBODY },
    { name: 'what somebody else’s has become', request: ({ othersAttachment }) => ({ params: { id: othersAttachment } }), expected: NOBODY },
  ],
  sendUploadPart: [
    {
      name: 'of one’s own',
      request: async (world, column) => {
        const { id, content } = await ownUpload(world, column)
        return partOf(id, content)
      },
      expected: EVERYBODY(200),
    },
    {
      name: 'of somebody else’s',
      request: async (world) => {
        const { id, content } = await othersUpload(world)
        return partOf(id, content)
      },
      expected: NOBODY,
    },
    { name: 'of what somebody else’s has become', request: ({ othersAttachment }) => partOf(othersAttachment, Buffer.from('abc')), expected: NOBODY },
  ],
  getAttachment: [...reading('full'), ...reading('thumbnail')],
}
