import { describe, expect, it } from 'vitest'
import type { Database } from '#server/database/database.ts'
import { createReadiness } from '#server/http/health.ts'

/** A database that answers the two questions about its cluster, or refuses everything as a node without quorum does. */
const nodeThat = (answers: Record<string, string> | { errno: number }): Database => ({
  sequelize: {
    query: async (statement: string) => {
      if ('errno' in answers) throw Object.assign(new Error('refused'), { parent: { errno: answers['errno'] } })
      const name = /LIKE '(\w+)'/.exec(statement)?.[1]
      return name === undefined ? [{ 1: 1 }] : [{ Value: (answers as Record<string, string>)[name] }]
    },
  },
} as unknown as Database)

describe('readiness', () => {
  it('misses the cluster of a node that is on but not ready', async () => {
    expect(await createReadiness(nodeThat({ wsrep_on: 'ON', wsrep_ready: 'OFF' }))()).toEqual({ ready: false, missing: ['cluster'] })
  })

  it('misses the cluster of a node without quorum, which refuses even to say so', async () => {
    expect(await createReadiness(nodeThat({ errno: 1047 }))()).toEqual({ ready: false, missing: ['cluster'] })
  })

  it('misses the database where it refuses for another reason', async () => {
    expect(await createReadiness(nodeThat({ errno: 1045 }))()).toEqual({ ready: false, missing: ['database'] })
  })
})
