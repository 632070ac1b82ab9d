import { describe, expect, it } from 'vitest'
import { chooseFeed, feedOfPackage } from '../../../main/update/feedAddress.ts'

const installed = { setting: '', packaged: undefined, isPackaged: true }

describe('where updates come from', () => {
  it('is off where nothing names a feed, and says so', () => {
    expect(chooseFeed(installed)).toEqual({ off: 'no_feed' })
  })
  it('takes the setting before what the installer was made with', () => {
    const packaged = 'https://updates.group.example/gongdan'
    expect(chooseFeed({ ...installed, packaged })).toEqual({ url: packaged })
    expect(chooseFeed({ ...installed, packaged, setting: 'https://other.example/feed' })).toEqual({ url: 'https://other.example/feed' })
  })
  it.each(['http://updates.group.example/', 'http://10.0.0.5/', 'https://user:secret@updates.example/', 'ftp://updates.example/', 'not an address', 'http://127.0.0.1.example/'])(
    'takes nothing from %s', (setting) => expect(chooseFeed({ ...installed, setting })).toEqual({ off: 'unsafe_feed' }))
  it('takes this machine itself without https, for trying it out', () => {
    expect(chooseFeed({ ...installed, setting: 'http://127.0.0.1:9000/feed' })).toEqual({ url: 'http://127.0.0.1:9000/feed' })
  })
  it('is off in a program that was not installed', () => {
    expect(chooseFeed({ ...installed, isPackaged: false, setting: 'https://updates.example/' })).toEqual({ off: 'not_installed' })
  })
})

describe('the feed that the installer was made with', () => {
  it('is the address in app-update.yml', () => {
    expect(feedOfPackage('provider: generic\nurl: https://updates.group.example/gongdan/\nupdaterCacheDirName: gongdan-updater\n')).toBe('https://updates.group.example/gongdan/')
    expect(feedOfPackage("url: 'https://updates.group.example'\n")).toBe('https://updates.group.example')
  })
  it('is none where the placeholder was left or the file says nothing', () => {
    expect(feedOfPackage('provider: generic\nurl: https://updates.invalid/gongdan\n')).toBeUndefined()
    expect(feedOfPackage('provider: generic\n')).toBeUndefined()
  })
})
