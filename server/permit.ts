import { can, type Action } from '#shared/domain/permissions.ts'
import type { CurrentUser } from './caller.ts'
import { ApiError } from './errors.ts'

/** @throws ApiError `forbidden` */
export function permit(user: CurrentUser, action: Action): void {
  if (!can(user, action)) throw new ApiError('forbidden')
}
