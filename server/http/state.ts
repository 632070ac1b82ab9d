import type Koa from 'koa'
import type { Authenticated } from '../session/authenticate.ts'

/** What middleware leaves on a request for the next one. */
export interface RequestState {
  requestId: string
  /** The path of the table, such as `/api/v1/tickets/:no`; never the real path, which names tickets and customers. */
  route?: string
  signedIn?: Authenticated
}

export type RequestContext = Koa.ParameterizedContext<RequestState>
export type Middleware = Koa.Middleware<RequestState>
