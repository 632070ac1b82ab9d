import type zhErrors from '../zh-CN/errors.ts'
import type { SameKeys } from '../sameKeys.ts'

const errors: SameKeys<typeof zhErrors> = {
  bad_request: { what: 'The request was malformed', todo: 'Reload the page; if it stays, give the request id to an administrator.' },
  unauthenticated: { what: 'Your session has ended', todo: 'Sign in again; what you were writing is kept.' },
  invalid_credentials: { what: 'Organisation, account or password is wrong', todo: 'Check them and try again; upper and lower case matter.' },
  forbidden: { what: 'Your account may not do this', todo: 'Ask an administrator if you need it.' },
  not_found: { what: 'Not found', todo: 'The number may be wrong, or outside what you may see.' },
  method_not_allowed: { what: 'The server does not know this request', todo: 'Reload the page; if it stays, give the request id to an administrator.' },
  operation_not_allowed: { what: 'This cannot be done now', todo: 'Somebody may just have changed the ticket; refresh and look again.' },
  stale_version: { what: 'Somebody just changed the ticket', todo: 'Your text is kept; look at the change, then submit.' },
  idempotency_conflict: { what: 'This differs from what was submitted before', todo: 'Refresh the ticket, check it, and submit again.' },
  validation_failed: { what: 'Something does not meet the requirements', todo: 'Correct the fields as noted under them and submit again.' },
  query_too_broad: { what: 'The query takes too long', todo: 'Add conditions or narrow the time, then try again.' },
  conflict: { what: 'It conflicts with another change', todo: 'Refresh, look again, then retry.' },
  wrong_offset: { what: 'The file was not continued where it stopped', todo: 'It goes on with what the server has received.' },
  hash_mismatch: { what: 'The file arrived damaged', todo: 'It is sent anew; if it stays, choose the file again.' },
  too_large: { what: 'Too large', todo: 'Shorten the text or compress the attachments.' },
  unsupported_media_type: { what: 'This kind of file is not supported', todo: 'Use a picture, video, PDF or Office file.' },
  rate_limited: { what: 'Too many requests', todo: 'Wait a moment and try again.' },
  recording_unavailable: { what: 'The telephone system does not give the recording', todo: 'Try again later; if it stays, give the request id to an administrator.' },
  database_unavailable: { what: 'The database is not available', todo: 'What you wrote is kept; it will be tried again.' },
  storage_full: { what: 'The server has no room left for files', todo: 'What you wrote is kept and tried again; tell an administrator.' },
  server_unreachable: { what: 'The server cannot be reached', todo: 'Check the network and try again; what you wrote is kept.' },
  internal_error: { what: 'The server failed', todo: 'Try again later; if it stays, give the request id to an administrator.' },
  invalid_response: { what: 'The answer of the server was not understood', todo: 'Reload the page; if it stays, give the request id to an administrator.' },
  cancelled: { what: 'Cancelled', todo: 'Read again when you need it.' },
  unknown: { what: 'Something went wrong', todo: 'Try again; if it stays, give the request id to an administrator.' },
  field: {
    required: 'Please fill in', too_short: 'Too short', too_long: 'Too long', invalid: 'Wrong format', invalid_format: 'Wrong format', invalid_type: 'Wrong format',
    unknown_field: 'Not expected here', not_in_list: 'Not one of the choices', in_past: 'Must be later than now', same_as_present: 'Same as the present date',
    type_mismatch: 'Earlier must be before, later after the present date', level_does_not_fit: 'This type has no such level', invalid_phone: 'Not a phone number', not_found: 'Not found',
    unknown: 'Does not meet the requirements',
  },
}
export default errors
