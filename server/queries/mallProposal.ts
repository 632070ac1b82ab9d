import { proposeMall, type MallFacts, type MallProposal } from '#shared/domain/ticket/mallProposal.ts'
import { findRow, findRows } from '../database/database.ts'
import type { OrganisationRow } from '../models/index.ts'
import type { Services } from '../services.ts'

export interface CustomerPlace {
  contractNo?: string
  province?: string
  city?: string
  district?: string
}

/** The proposal for a customer's contract and region. What decides (a mall's status) is read from the database. */
export async function findProposal({ database, directory }: Services, { contractNo, province, city, district }: CustomerPlace): Promise<MallProposal> {
  const { tables } = database
  const organisations = await directory.snapshot()
  const factsOf = ({ code, status, marketLevel, city: ofCity, district: ofDistrict, departmentId }: OrganisationRow): MallFacts => ({
    code, status, marketLevel, city: ofCity, district: ofDistrict, departmentCode: departmentId === null ? null : (organisations.get(departmentId)?.code ?? null),
  })
  const contract = contractNo ? await findRow(tables.contracts, { number: contractNo }, { attributes: ['mallId'] }) : null
  const contractMall = contract?.mallId ? await findRow(tables.organisations, { id: contract.mallId }) : null
  const cityMalls = city && !contractMall ? await findRows(tables.organisations, { kind: 'mall', city, ...(province ? { province } : {}) }) : []
  return proposeMall({ contractMall: contractMall && factsOf(contractMall), cityMalls: cityMalls.map(factsOf), district: district || null })
}
