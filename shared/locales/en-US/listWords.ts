import type zhListWords from '../zh-CN/listWords.ts'
import type { SameKeys } from '../sameKeys.ts'

const listWords: SameKeys<typeof zhListWords> = {
  tab: {
    all: 'All tickets', pending: 'To submit', unread: 'Unread', unreplied: 'Unreplied', replied: 'Replied', resolved: 'Resolved', open: 'Open',
    closed: 'Closed', cancelled: 'Cancelled', returned: 'Returned', visit_requests: 'Visit requests', return_requests: 'Return requests', closure_requests: 'Closure requests',
    late_reply: 'Late replies', late_resolve: 'Late resolutions', late_contact: 'Late contacts', late_follow_up: 'Late follow-ups', late_process: 'Late processing', dissatisfied: 'Dissatisfied', figures: 'Counted tickets',
    survey_follow_up: 'Follow-up surveys', survey_resolution: 'Resolution surveys', survey_satisfaction: 'Satisfaction surveys',
  },
  column: {
    alert: 'Alert', no: 'Number', type: 'Type', state: 'State', customer: 'Customer', phone: 'Phone', feedback: 'Feedback', mall: 'Mall', handler: 'Handler', marketingLine: 'Line', score: 'Score',
    createdAt: 'Created', receivedAt: 'Received', submittedAt: 'Submitted', replyDueAt: 'Reply due', resolveDueAt: 'Resolve due', visitAt: 'Visit date', updatedAt: 'Latest event', closedAt: 'Closed',
    feedbackCount: 'Count', createdBy: 'Created by',
    firstSubmittedAt: 'First submitted', firstContactDueAt: 'Contact due', escalatedAt: 'Escalated', secondComplaint: 'Second complaint', contactTimely: 'Contact in time', followUpTimely: 'Follow-up in time', replyTimely: 'Reply in time', resolveTimely: 'Resolved in time',
    processTimely: 'Processed in time', processed: 'Processed', dissatisfactionReason: 'Reason of dissatisfaction', evaluatedAt: 'Evaluated', cause: 'Cause', responsibleParty: 'Responsible', assistants: 'Assisting', handlerPhone: 'Handler\'s phone',
    marketLevel: 'Market level', headOfficeDepartment: 'HO department', region: 'Region', address: 'Address', customerType: 'Customer type', contractNo: 'Contract', orderNo: 'Order', contractAmount: 'Contract amount', product: 'Brand · category',
    salesChannel: 'Sales channel', source: 'Source', followUpOf: 'Original ticket', provisionalDeadlines: 'Provisional',
  },
  operator: {
    eq: 'is', ne: 'is not', in: 'is one of', contains: 'contains', starts_with: 'starts with', gt: 'more than', gte: 'at least', lt: 'less than', lte: 'at most', between: 'between', is_null: 'filled in?',
  },
  operatorOfTime: { eq: 'is', ne: 'is not', gt: 'after', gte: 'not before', lt: 'before', lte: 'not after', between: 'between', is_null: 'filled in?' },
  field: {
    no: 'Ticket number', type: 'Type', level: 'Level', state: 'State', version: 'Version', source: 'Source', createdAt: 'Created', createdBy: 'Created by',
    customer: {
      name: 'Customer', phones: 'Phone', type: 'Customer type', contractNo: 'Contract number', orderNo: 'Order number', contractAmount: 'Contract amount', province: 'Province', city: 'City', district: 'District', address: 'Address',
    },
    mall: { code: 'Mall code', name: 'Mall name' },
    headOffice: { reason: 'Head-office reason', departmentCode: 'Head-office department' },
    product: { brand: 'Brand', category: 'Category' },
    salesChannel: { major: 'Channel, major', middle: 'Channel, middle', minor: 'Channel, minor' },
    causeCode: 'Cause', responsibleParty: 'Responsible party', assistants: 'Assisting party',
    assignment: { handler: 'Handler', phone: 'Handler\'s phone', marketingLine: 'Marketing line', marketLevel: 'Market level', submittedAt: 'Submitted' },
    feedbackCount: 'Feedback count', secondComplaint: 'Second complaint', firstSubmittedAt: 'First submitted', escalatedAt: 'Escalated', serviceOrEscalated: 'Service, or escalated from it', firstContactDueAt: 'First contact due', replyDueAt: 'Reply due', resolveDueAt: 'Resolve due', visitAt: 'Visit date',
    contactTimely: 'Contact in time', followUpTimely: 'Follow-up in time', replyTimely: 'Reply in time', resolveTimely: 'Resolution in time', processTimely: 'Processing in time',
    satisfaction: { processed: 'Processed', score: 'Score', reason: 'Reason of dissatisfaction', at: 'Evaluated' },
    followUpOf: 'Original ticket', provisionalDeadlines: 'Provisional deadlines', latestFeedback: 'Feedback', text: 'Feedback and follow-up', parties: 'Customer or contract', receivedAt: 'Received', updatedAt: 'Latest event', closedAt: 'Closed',
  },
  order: {
    newest: 'newest first', latest_receipt: 'latest receipt first', latest_event: 'latest event first', first_submission: 'latest submission first', timeAsc: '{column}: early first', timeDesc: '{column}: late first', numberAsc: '{column}: few first', numberDesc: '{column}: many first',
    textAsc: '{column}: low first', textDesc: '{column}: high first',
  },
  condition: { all: 'All of these conditions', any: 'Any of these conditions', present: 'filled in', absent: 'empty', yes: 'yes', no: 'no', separator: ', ', range: '{low} to {high}' },
  headOffice: 'Head office · {reason}',
}
export default listWords
