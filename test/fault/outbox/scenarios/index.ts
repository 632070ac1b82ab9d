import { clockAhead, clockBehind } from './clockWrong.ts'
import { diskFullOnMachine } from './diskFullOnMachine.ts'
import { diskFullOnServer } from './diskFullOnServer.ts'
import { mallClosed } from './mallClosed.ts'
import { networkGone } from './networkGone.ts'
import { permissionWithdrawn } from './permissionWithdrawn.ts'
import type { Scenario } from './scenario.ts'
import { storeTruncated } from './storeTruncated.ts'
import { tokenExpired } from './tokenExpired.ts'
import { twoUsers } from './twoUsers.ts'

/** The cases beside the killed windows (`killedWindows.ts`). @param sizes entries written while the network is gone, and into the store that is cut; whether somebody presses 立即重试 on a full server's account */
export const scenariosOf = ({ tickets, feedback, stored, hurried }: { tickets: number; feedback: number; stored: number; hurried: boolean }): readonly Scenario[] => [
  tokenExpired, mallClosed, permissionWithdrawn, diskFullOnMachine, diskFullOnServer(hurried), clockAhead, clockBehind, storeTruncated(stored), twoUsers, networkGone(tickets, feedback),
]
