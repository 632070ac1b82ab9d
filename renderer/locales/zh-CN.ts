import approval from './zh-CN/approval.ts'
import call from './zh-CN/call.ts'
import common from './zh-CN/common.ts'
import enums from './zh-CN/enums.ts'
import errors from './zh-CN/errors.ts'
import frame from './zh-CN/frame.ts'
import home from './zh-CN/home.ts'
import list from './zh-CN/list.ts'
import message from './zh-CN/message.ts'
import operation from './zh-CN/operation.ts'
import survey from './zh-CN/survey.ts'
import ticket from './zh-CN/ticket.ts'

export default { approval, call, common, enums, errors, frame, home, list, message, operation, survey, ticket }
