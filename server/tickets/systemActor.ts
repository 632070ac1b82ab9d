/** Who stands in the operation log for what the program does by itself. */
export const SYSTEM_ACTOR = {
  userId: null, userName: '系统', onBehalfOf: null, role: 'system', organisationId: null, organisationName: null, source: 'system',
} as const
