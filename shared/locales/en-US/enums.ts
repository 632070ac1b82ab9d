import type zhEnums from '../zh-CN/enums.ts'
import type { SameKeys } from '../sameKeys.ts'

const enums: SameKeys<typeof zhEnums> = {
  state: { pending_submission: 'To submit', unreplied: 'Unreplied', replied: 'Replied', resolved: 'Resolved', closed: 'Closed', cancelled: 'Cancelled' },
  type: { complaint: 'Complaint', service: 'Service', consult: 'Enquiry' },
  typeShort: { complaint: 'Complaint', service: 'Service', consult: 'Enquiry' },
  level: { label: 'Level', none: 'None', urgent: 'Urgent', word: 'Level {level}' },
  operation: {
    save: 'Save', submit: 'Submit', intake: 'Self-service report', feedback: 'Feedback', cancel: 'Cancel ticket', reply: 'Reply', return: 'Return', resolve: 'Resolve', close: 'Finish',
    request_visit: 'Move survey date', reprocess: 'Handle again', evaluate: 'Evaluate', send_back: 'Send back', assist_reply: 'Assist', escalate: 'Escalate to complaint',
    patch: 'Change data', unmask: 'Show numbers', download: 'Download', recompute: 'Recompute deadlines', survey_result: 'Record survey',
    reply_due_soon: 'Reply due soon', resolve_due_soon: 'Resolution due soon', reply_overdue: 'Reply overdue', resolve_overdue: 'Resolution overdue',
    survey_contact: 'Contact survey due', survey_follow_up: 'Follow-up survey due', survey_resolution: 'Resolution survey due', survey_satisfaction: 'Satisfaction survey due',
    approve_return: 'Approve return', reject_return: 'Refuse return', approve_closure: 'Approve closure', reject_closure: 'Refuse closure', approve_visit: 'Approve survey date', reject_visit: 'Refuse survey date',
  },
  headOfficeReason: { no_mall: 'No mall in city', invalid_mall: 'Invalid mall', eliminated_mall: 'Dropped mall', runaway_mall: 'Runaway mall', customer_request: 'On request' },
  customerType: { individual: 'Individual', company: 'Company' },
  channel: { phone: 'Phone', online: 'Online', self_service: 'Self-service', other: 'Other' },
  source: { desktop: 'Desktop', web: 'Web', api: 'API', self_service: 'Self-service', system: 'System' },
  score: { very_satisfied: 'Very satisfied', satisfied: 'Satisfied', neutral: 'Neutral', dissatisfied: 'Dissatisfied', very_dissatisfied: 'Very dissatisfied' },
  requestKind: { return: 'Return', visit: 'Survey date', closure: 'Closure' },
  requestState: { pending: 'Pending', approved: 'Approved', rejected: 'Refused', superseded: 'Superseded' },
  visitType: { advance: 'Earlier', extend: 'Later' },
  role: {
    agent: 'Agent', approver: 'Approver', surveyor: 'Surveyor', complaint_manager: 'Complaint manager', service_manager: 'Service manager', administrator: 'Administrator',
    department: 'Department', mall_admin: 'Mall administrator', service_lead: 'Service lead', service_contact: 'Service contact', assistant: 'Assistant',
  },
  actor: { cs: 'Call center', cs_approver: 'Approver', mall: 'Mall', dept: 'Department', assistant: 'Assistant', reader: 'Reader', customer: 'Customer', system: 'System' },
  organisationKind: { hq: 'Call center', department: 'Department', mall: 'Mall', line: 'Manufacturing line' },
  mallStatus: { active: 'Active', invalid: 'Invalid', eliminated: 'Eliminated', runaway: 'Runaway' },
  deadline: { firstContact: 'First contact', reply: 'Reply', resolve: 'Resolution', visit: 'Satisfaction survey' },
  alert: { none: 'Not due', blue: 'Due within 4 h', red: 'Overdue' },
}
export default enums
