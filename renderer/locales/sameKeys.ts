export type { SameKeys } from '#shared/locales/sameKeys.ts'
