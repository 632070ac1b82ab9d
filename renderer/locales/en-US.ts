import approval from './en-US/approval.ts'
import call from './en-US/call.ts'
import common from './en-US/common.ts'
import enums from './en-US/enums.ts'
import errors from './en-US/errors.ts'
import frame from './en-US/frame.ts'
import home from './en-US/home.ts'
import list from './en-US/list.ts'
import message from './en-US/message.ts'
import operation from './en-US/operation.ts'
import survey from './en-US/survey.ts'
import ticket from './en-US/ticket.ts'

export default { approval, call, common, enums, errors, frame, home, list, message, operation, survey, ticket }
