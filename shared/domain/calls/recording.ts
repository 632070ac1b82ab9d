import type { OrganisationKind } from '../organisation/roles.ts'

/**
 * Whether a recording can be played: only by users of the group, never by a mall's, and only inside the configured
 * internal networks (`product.md`, What a ticket holds).
 */
export const mayPlayRecording = (
  { hasRecording, organisationKind, insideInternalNetwork }: { hasRecording: boolean; organisationKind: OrganisationKind; insideInternalNetwork: boolean },
): boolean => hasRecording && insideInternalNetwork && organisationKind !== 'mall'
