/** Kinds of organisations and the roles their users can hold (`product.md`, `workflow.md` Actors). */
export const ORGANISATION_KINDS = ['hq', 'department', 'mall', 'line'] as const
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number]

/** Whether a mall is in business; the three others propose head-office handling for a new ticket. */
export const MALL_STATUSES = ['active', 'invalid', 'eliminated', 'runaway'] as const
export type MallStatus = (typeof MALL_STATUSES)[number]

export const ROLES_OF_KIND = {
  hq: ['agent', 'approver', 'surveyor', 'complaint_manager', 'service_manager', 'administrator'],
  department: ['department'],
  mall: ['mall_admin', 'service_lead', 'service_contact'],
  line: ['assistant'],
} as const satisfies Record<OrganisationKind, readonly string[]>

export const ROLES = [
  'agent', 'approver', 'surveyor', 'complaint_manager', 'service_manager', 'administrator',
  'department', 'mall_admin', 'service_lead', 'service_contact', 'assistant',
] as const
export type Role = (typeof ROLES)[number]

/** Call-center staff (客服中心): agents, surveyors, approvers and the two managers. Administrators operate nothing. */
export const CALL_CENTER_ROLES = ['agent', 'approver', 'surveyor', 'complaint_manager', 'service_manager'] as const satisfies readonly Role[]
