import { join } from 'node:path'
import { createDiskStore, type ContentStore } from './store.ts'
import { createThumbnails, type Thumbnails } from './thumbnails.ts'
import { createPlacesForEach, createTurns, type PlacesForEach, type Turns } from './turns.ts'
import { createUploadParts, type UploadParts } from './uploadParts.ts'

/** Parts written at the same time: each holds a transaction, and most transactions are to be somebody else's. */
const PARTS_AT_ONCE = 4

/** Forms that one user may send at the same time to one server: what is being received counts for no limit yet. */
const FORMS_AT_ONCE = 10

/** What commands and jobs need to keep files. */
export interface AttachmentTools {
  store: ContentStore
  parts: UploadParts
  thumbnails: Thumbnails
  partsInTurn: Turns
  /** By user. */
  formsAtOnce: PlacesForEach
}

/** @param folder absolute, the same for all servers: contents by hash, uploads in progress, thumbnails */
export function createAttachmentTools(folder: string, store: ContentStore = createDiskStore(folder)): AttachmentTools {
  return {
    store, parts: createUploadParts(join(folder, 'uploads')), thumbnails: createThumbnails(join(folder, 'thumbnails'), store), partsInTurn: createTurns(PARTS_AT_ONCE),
    formsAtOnce: createPlacesForEach(FORMS_AT_ONCE),
  }
}
