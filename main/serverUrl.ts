import { ipcCalls } from '#shared/contract/ipc.ts'

/** The address in `GONGDAN_SERVER_URL`: undefined if the variable is not set, null if it is not an address of a server. */
export function prescribedServerUrl(environment: Readonly<Record<string, string | undefined>>): string | undefined | null {
  const value = environment['GONGDAN_SERVER_URL']
  if (value === undefined || value === '') return undefined
  return ipcCalls['settings.set'].input.shape.serverUrl.safeParse(value).success ? value : null
}

/** The feed of updates in `GONGDAN_UPDATE_URL`, or undefined. One that is no address is none: `update/feedAddress.ts` refuses unsafe ones. */
export function prescribedUpdateUrl(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const url = ipcCalls['settings.set'].input.shape.updateUrl.safeParse(environment['GONGDAN_UPDATE_URL'])
  return url.success && url.data !== '' ? url.data : undefined
}
