import { expect, it } from 'vitest'
import { isTrustedSender } from '../../../main/ipc/sender.ts'
import { isAppDocument, isAppUrl } from '../../../main/protocol/appOrigin.ts'

const frame = { url: 'app://gongdan/index.html#/tickets', isMainFrame: true }

it('trusts the main frame of the own window on the own page', () => {
  expect(isTrustedSender({ contentsId: 1, frame }, 1)).toBe(true)
})

it('trusts no other window, no inner frame, no frame that has gone, and nobody before there is a window', () => {
  expect(isTrustedSender({ contentsId: 2, frame }, 1)).toBe(false)
  expect(isTrustedSender({ contentsId: 1, frame: { ...frame, isMainFrame: false } }, 1)).toBe(false)
  expect(isTrustedSender({ contentsId: 1, frame: null }, 1)).toBe(false)
  expect(isTrustedSender({ contentsId: 1, frame }, undefined)).toBe(false)
})

it.each([
  'https://gongdan/index.html',
  'app://gongdan.example/index.html',
  'app://gongdan@evil.example/',
  'app://user@gongdan/',
  'app://gongdan:80/',
  'app:gongdan',
  'file:///app/gongdan/index.html',
  'about:blank',
  'data:text/html,x',
  '',
])('does not take %s for its own page', (url) => {
  expect(isAppUrl(url)).toBe(false)
  expect(isTrustedSender({ contentsId: 1, frame: { url, isMainFrame: true } }, 1)).toBe(false)
})

it('shows as a document only the page itself, never an answer of the server', () => {
  expect(isAppDocument('app://gongdan/index.html#/x')).toBe(true)
  expect(isAppDocument('app://gongdan/')).toBe(true)
  expect(isAppDocument('app://gongdan/api/v1/attachments/1')).toBe(false)
  expect(isAppDocument('app://gongdan/assets/a.svg')).toBe(false)
})
