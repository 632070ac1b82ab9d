import type { MainTexts } from './zh-CN.ts'

export const english: MainTexts = {
  windowTitle: 'Gongdan',
  serverUnreachable: 'The server cannot be reached',
  wrongServerUrl: 'GONGDAN_SERVER_URL is not the address of a server (for example http://127.0.0.1:8080)',
}
