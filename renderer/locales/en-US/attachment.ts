import type zhAttachment from '../zh-CN/attachment.ts'
import type { SameKeys } from '../sameKeys.ts'

const attachment: SameKeys<typeof zhAttachment> = {
  label: 'Files', list: 'List of files', add: 'Add', addOrPaste: 'Add, or paste', camera: 'Photo', choose: 'Choose files', limits: 'At most {count}, none over {size}; dropping and pasting work too',
  drop: 'Drop to attach', screenshot: 'Screenshot {time}.png', remove: 'Remove {name}', retry: 'Try {name} again', retryShort: 'Try again', dismiss: 'Understood',
  added: 'Added {name}', removed: 'Removed {name}',
  state: { waiting: 'Waiting', sending: '{percent}% sent', interrupted: 'Server unreachable; goes on by itself', lost: 'Was not finished; please add it again' },
  refused: '“{name}” was not added: {reason}.',
  refusal: { too_many: 'at most {count} files', empty: 'it is empty', too_large: 'it is over {size}', wrong_type: 'this kind of file is not taken; use pictures, videos, recordings, PDF or Office files' },
  failed: {
    unsupported_media_type: 'What is in the file is not a kind that is taken', too_large: 'Too large', validation_failed: 'The server does not take this file', unauthenticated: 'The session ended; not sent', not_found: 'Not sent',
    conflict: 'Not sent', unreadable: 'The file cannot be read', ipc_disk_full: 'The disk of this machine is full; not kept', ipc_failed: 'Not kept on this machine', unknown: 'Not sent',
  },
  sending: 'Sending files {percent}%', blocked: 'A file was not sent. Try it again or remove it, then submit.', blockedOffline: 'The server cannot be reached and files are unfinished. Nothing is lost; submit when it is back.',
  openPicture: 'Show picture {name}', pictureFailed: '{name} could not be read; press to try again', downloading: 'Downloading', downloadFailed: '“{name}” could not be downloaded. {reason}',
  viewer: { label: 'Picture: {name}', position: '{index} / {count}', previous: 'Previous', next: 'Next', zoomIn: 'Larger', zoomOut: 'Smaller', fit: 'Fit', close: 'Close', download: 'Download', failed: 'The picture could not be read.', loading: 'Reading the picture' },
}
export default attachment
