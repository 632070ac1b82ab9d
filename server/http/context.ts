import type { AttachmentTools } from '../attachments/tools.ts'
import type { ChannelTools } from '../channels/tools.ts'
import type { RecordingSource } from '../calls/recordingSource.ts'
import type { Sessions } from '../session/sessions.ts'

/** What handlers need of the server besides the services of commands. */
export interface ServerContext {
  sessions: Sessions
  /** Signs the events of the telephone system. */
  callSecret: string
  demo: boolean
  /** Of the program, from package.json. */
  version: string
  /** Whether an address lies in the configured internal networks, where recordings may be played. */
  isInternal: (address: string) => boolean
  /** Reach the endpoints of channels, and keep their secrets. */
  channels: ChannelTools
  /** Keep files. */
  attachments: AttachmentTools
  /** Recordings of the telephone system. */
  recordings: RecordingSource
}
