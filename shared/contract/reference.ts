import { z } from './zod.ts'
import { MALL_STATUSES, ORGANISATION_KINDS } from '../domain/organisation/roles.ts'
import { HEAD_OFFICE_REASONS } from '../domain/ticket/enumerations.ts'
import { REASON_REQUIRED } from '../domain/ticket/operations.ts'

/** Lists that administrators keep and forms choose from. Every one has `other`. */
export const choice = z.object({ code: z.string(), name: z.string() })
export const choiceList = z.object({ items: z.array(choice) })
export type Choice = z.infer<typeof choice>
export const reasonsQuery = z.strictObject({ operation: z.enum(REASON_REQUIRED) })

export const organisation = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.enum(ORGANISATION_KINDS),
  status: z.enum(MALL_STATUSES),
  province: z.string().nullable(),
  city: z.string().nullable(),
  district: z.string().nullable(),
  departmentCode: z.string().nullable(),
  marketingLine: z.string().nullable(),
  marketLevel: z.string().nullable(),
})
export type Organisation = z.infer<typeof organisation>
export const organisationList = z.object({ items: z.array(organisation) })
export const organisationQuery = z.strictObject({
  kind: z.enum(ORGANISATION_KINDS), q: z.string().trim().max(60).optional(),
})

/** Brands, categories and sales channels for the call form. */
export const catalogue = z.object({
  brands: z.array(z.string()),
  categories: z.array(z.string()),
  salesChannels: z.array(z.object({ major: z.string(), middle: z.string(), minor: z.string() })),
})
export type Catalogue = z.infer<typeof catalogue>

export const mallProposalQuery = z.strictObject({
  contractNo: z.string().trim().max(60).optional(),
  province: z.string().trim().max(40).optional(),
  city: z.string().trim().max(40).optional(),
  district: z.string().trim().max(40).optional(),
})
export const mallProposal = z.object({
  mallCode: z.string().nullable(),
  headOffice: z.object({ reason: z.enum(HEAD_OFFICE_REASONS), departmentCode: z.string().nullable() }).nullable(),
  basis: z.enum(['contract', 'region', 'none']),
})
export type MallProposal = z.infer<typeof mallProposal>
