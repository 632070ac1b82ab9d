import { expect, it } from 'vitest'
import { isAllowedExternalLink } from '../../main/externalLinks.ts'
import { prescribedServerUrl } from '../../main/serverUrl.ts'

const hosts = ['gongdan.example', '127.0.0.1:8080']

it('opens links of the known hosts in the browser', () => {
  expect(isAllowedExternalLink('https://gongdan.example/help', hosts)).toBe(true)
  expect(isAllowedExternalLink('http://127.0.0.1:8080/api/v1/openapi.json', hosts)).toBe(true)
})

it.each([
  'https://gongdan.example.evil.example/',
  'https://gongdan.example@evil.example/',
  'https://user:pass@gongdan.example/',
  'http://127.0.0.1:9090/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'ms-settings:privacy',
  'not a link',
])('does not open %s', (address) => expect(isAllowedExternalLink(address, hosts)).toBe(false))

it('takes the server of the environment, and says when it is not one', () => {
  expect(prescribedServerUrl({})).toBeUndefined()
  expect(prescribedServerUrl({ GONGDAN_SERVER_URL: '' })).toBeUndefined()
  expect(prescribedServerUrl({ GONGDAN_SERVER_URL: 'http://10.0.0.5:8080' })).toBe('http://10.0.0.5:8080')
  expect(prescribedServerUrl({ GONGDAN_SERVER_URL: '10.0.0.5' })).toBeNull()
  expect(prescribedServerUrl({ GONGDAN_SERVER_URL: 'ftp://10.0.0.5' })).toBeNull()
})
