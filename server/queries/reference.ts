import { Op, type WhereOptions } from 'sequelize'
import type { OrganisationKind } from '#shared/domain/organisation/roles.ts'
import type { REASON_REQUIRED } from '#shared/domain/ticket/operations.ts'
import type { Catalogue, Choice } from '#shared/contract/reference.ts'
import { findRows, type Database } from '../database/database.ts'
import type { OrganisationRow } from '../models/index.ts'
import { beginningWith } from './likePattern.ts'

const MOST_LISTED = 50
const byPosition = { order: [['position', 'ASC'], ['code', 'ASC']] as [string, string][] }

const choices = (rows: readonly Choice[]): Choice[] => rows.map(({ code, name }) => ({ code, name }))

/** The reasons of 退回 or 打回 that can be chosen. */
export const listReasons = async ({ tables }: Database, operation: (typeof REASON_REQUIRED)[number]): Promise<Choice[]> =>
  choices(await findRows(tables.reasons, { operation, active: true }, byPosition))

export const listCauses = async ({ tables }: Database): Promise<Choice[]> => choices(await findRows(tables.causes, { active: true }, byPosition))

/**
 * Organisations of a kind whose code begins with a text or whose name contains it.
 * @param onlyOfDepartment malls are only those that this department supervises
 */
export async function listOrganisations(
  { tables }: Database, { kind, q, onlyOfDepartment }: { kind: OrganisationKind; q?: string; onlyOfDepartment: number | null },
): Promise<OrganisationRow[]> {
  const matching: WhereOptions = q ? { [Op.or]: [{ code: { [Op.like]: beginningWith(q) } }, { name: { [Op.like]: `%${beginningWith(q)}` } }] } : {}
  const scope: WhereOptions = kind === 'mall' && onlyOfDepartment !== null ? { departmentId: onlyOfDepartment } : {}
  return findRows(tables.organisations, { [Op.and]: [{ kind }, scope, matching] }, { order: [['code', 'ASC']], limit: MOST_LISTED })
}

/** Brands, categories and sales channels. */
export async function loadCatalogue({ tables }: Database): Promise<Catalogue> {
  const entries = await findRows(tables.catalogueEntries, {}, { order: [['kind', 'ASC'], ['position', 'ASC'], ['id', 'ASC']] })
  const namesOf = (kind: (typeof entries)[number]['kind']): string[] => entries.filter((entry) => entry.kind === kind).map(({ major }) => major)
  return {
    brands: namesOf('brand'), categories: namesOf('category'),
    salesChannels: entries.filter(({ kind }) => kind === 'sales_channel').map(({ major, middle, minor }) => ({ major, middle, minor })),
  }
}
