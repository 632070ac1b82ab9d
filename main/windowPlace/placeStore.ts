import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import type { WindowPlace } from './windowPlace.ts'

/** So many sets of screens are remembered; of more, the one that was used longest ago goes. */
const remembered = 8
const px = z.int().min(-100_000).max(100_000)
const size = z.int().min(1).max(100_000)
const place = z.strictObject({ bounds: z.strictObject({ x: px, y: px, width: size, height: size }), maximised: z.boolean() })
const placesFile = z.strictObject({ version: z.literal(1), places: z.array(z.tuple([z.string(), place])) })

/** Remembers where the window stood, for each set of screens. */
export interface PlaceStore {
  readonly find: (screenSet: string) => WindowPlace | undefined
  /** Writes at once: it is called when the window closes, too. A disk that refuses changes nothing but the memory of it. */
  readonly keep: (screenSet: string, place: WindowPlace) => void
}

function read(file: string): Map<string, WindowPlace> {
  try {
    return new Map(placesFile.parse(JSON.parse(readFileSync(file, 'utf8'))).places)
  } catch {
    // Missing or damaged: the window opens in the middle, nothing else is lost.
    return new Map()
  }
}

/** @param file a JSON file, replaced whole */
export function openPlaceStore(file: string): PlaceStore {
  const places = read(file)
  return {
    find: (screenSet) => places.get(screenSet),
    keep(screenSet, where) {
      places.delete(screenSet)
      places.set(screenSet, where)
      for (const oldest of [...places.keys()].slice(0, -remembered)) places.delete(oldest)
      try {
        writeFileSync(`${file}.tmp`, JSON.stringify({ version: 1, places: [...places] }), { mode: 0o600 })
        renameSync(`${file}.tmp`, file)
      } catch {
        // Disk full or read-only.
      }
    },
  }
}
