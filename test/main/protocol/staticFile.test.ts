import { expect, it } from 'vitest'
import { contentType, resolveStaticFile } from '../../../main/protocol/staticFile.ts'

const root = '/opt/gongdan/renderer'

it('finds the files of the page', () => {
  expect(resolveStaticFile(root, '/')).toBe(`${root}/index.html`)
  expect(resolveStaticFile(root, '/assets/index-1a2b.js')).toBe(`${root}/assets/index-1a2b.js`)
  expect(resolveStaticFile(root, '/assets/%E5%B7%A5%E5%8D%95.svg')).toBe(`${root}/assets/工单.svg`)
})

it.each([
  '/../secret',
  '/assets/../../secret',
  '/%2e%2e/secret',
  '/%2e%2e%2fsecret',
  '/..%5csecret',
  '/assets\\..\\..\\secret',
  '/C:/Windows/win.ini',
  '/index.html%00.png',
  '/%E0%A4%A',
  '/./index.html',
  '//',
  'index.html',
])('leaves %s unanswered', (pathname) => {
  expect(resolveStaticFile(root, pathname)).toBeUndefined()
})

it('takes a path with doubled slashes as one inside the folder', () => {
  expect(resolveStaticFile(root, '//etc/passwd')).toBe(`${root}/etc/passwd`)
})

it('is not misled by a folder whose name begins alike', () => {
  expect(resolveStaticFile('/opt/gongdan/rend', '/../renderer/index.html')).toBeUndefined()
})

it('names media types so that nothing unknown runs', () => {
  expect(contentType('a/index.JS')).toBe('text/javascript; charset=utf-8')
  expect(contentType('font.woff2')).toBe('font/woff2')
  expect(contentType('data.exe')).toBe('application/octet-stream')
})
