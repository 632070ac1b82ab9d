import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openPlaceStore } from '../../../main/windowPlace/placeStore.ts'

const at = (x: number) => ({ bounds: { x, y: 0, width: 1366, height: 768 }, maximised: x > 50 })
let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gongdan-places-'))
  file = join(folder, 'window-places.json')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('remembering places', () => {
  it('knows them after a restart, each for its own screens', () => {
    const store = openPlaceStore(file)
    store.keep('office', at(10))
    store.keep('home', at(60))
    const again = openPlaceStore(file)
    expect(again.find('office')).toEqual(at(10))
    expect(again.find('home')).toEqual(at(60))
    expect(again.find('train')).toBeUndefined()
  })

  it('forgets the set of screens that was used longest ago', () => {
    const store = openPlaceStore(file)
    for (let set = 0; set < 8; set += 1) store.keep(`set ${set}`, at(set))
    store.keep('set 0', at(0))
    store.keep('set 8', at(8))
    const again = openPlaceStore(file)
    expect(again.find('set 1')).toBeUndefined()
    expect(again.find('set 0')).toEqual(at(0))
    expect(again.find('set 8')).toEqual(at(8))
  })

  it.each(['{"version":1,"pla', '{"version":9,"places":[]}', '{"version":1,"places":[["office",{"bounds":{"x":"left"}}]]}'])('begins anew after a file with %s', (content) => {
    writeFileSync(file, content)
    const store = openPlaceStore(file)
    expect(store.find('office')).toBeUndefined()
    store.keep('office', at(1))
    expect(openPlaceStore(file).find('office')).toEqual(at(1))
  })

  it('goes on where the disk refuses', () => {
    const store = openPlaceStore(join(folder, 'no such folder', 'places.json'))
    store.keep('office', at(1))
    expect(store.find('office')).toEqual(at(1))
  })
})
