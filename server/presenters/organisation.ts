import type { Organisation } from '#shared/contract/reference.ts'
import type { OrganisationRow } from '../models/index.ts'

export const presentOrganisation = (row: OrganisationRow, organisations: ReadonlyMap<number, OrganisationRow>): Organisation => ({
  code: row.code, name: row.name, kind: row.kind, status: row.status, province: row.province, city: row.city, district: row.district,
  departmentCode: row.departmentId === null ? null : (organisations.get(row.departmentId)?.code ?? null),
  marketingLine: row.marketingLine, marketLevel: row.marketLevel,
})
