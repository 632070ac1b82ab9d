import type chinese from '../zh-CN/ticketWords.ts'
import type { SameKeys } from '../sameKeys.ts'

const words: SameKeys<typeof chinese> = {
  nothing: '—', yes: 'Yes', no: 'No', timeline: 'Follow-up', counted: 'counted', marketLevel: 'market {level}', noContract: 'No contract', noDeadlines: 'Not submitted yet: no deadlines',
  noDestination: 'Not set', followUp: 'Follow-up ticket', followUpOf: 'Original ticket', feedbackNumber: '{name} · no. {number}', created: '{at} created by {name}, number {no}',
  section: { customer: 'Customer', contract: 'Contract', product: 'Product and channel', others: 'Same customer', deadlines: 'Deadlines', surveys: 'Survey results', parties: 'Responsible', calls: 'Calls', log: 'Operation log' },
  flag: { secondComplaint: 'Second complaint', escalated: 'Escalated', reply: 'Reply: {remaining}', returned: 'Returned', pending: '{kind} pending', provisional: 'Deadlines provisional' },
  label: {
    phone: 'Phone', otherPhone: 'Other', phones: 'Phones', region: 'Region', address: 'Address', province: 'Province', city: 'City', district: 'District', name: 'Name', customerType: 'Customer type', type: 'Type',
    contractNo: 'Contract', amount: 'Amount', orderNo: 'Order', brand: 'Brand', category: 'Category', salesChannel: 'Channel', cause: 'Cause', source: 'Source',
    mall: 'Mall', headOffice: 'Head office', handler: 'Handler', marketingLine: 'Line', responsibleParty: 'Party', assistants: 'Assists',
  },
  field: {
    format: 'Format',
    customerName: 'Name', customerType: 'Customer type', phones: 'Phones', province: 'Province', city: 'City', district: 'District', address: 'Address', contractNo: 'Contract', mallId: 'Mall', headOfficeReason: 'Reason for head office', headOfficeDepartmentId: 'Department', brand: 'Brand', category: 'Category',
    channelMajor: 'Major channel', channelMiddle: 'Middle channel', channelMinor: 'Minor channel', handlerName: 'Handler', satisfactionProcessed: 'Processed', satisfactionScore: 'Satisfaction', satisfactionReason: 'Customer\'s reason', provisionalDeadlines: 'Deadlines provisional',
    state: 'State', type: 'Type', level: 'Level', pendingRequests: 'Pending', replyDueAt: 'Reply due', resolveDueAt: 'Resolve due', resolvedAt: 'Resolved', visitAt: 'Satisfaction visit', firstContactDueAt: 'First contact due',
    feedbackCount: 'Feedback count', secondComplaint: 'Second complaint', mall: 'Mall', mallCode: 'Mall', headOffice: 'Head office', assignment_handler: 'Handler', customer: 'Customer', customer_name: 'Name', customer_phones: 'Phones', customer_type: 'Customer type',
    customer_address: 'Address', customer_province: 'Province', customer_city: 'City', customer_district: 'District', customer_contractNo: 'Contract', product: 'Product', product_brand: 'Brand', product_category: 'Category', salesChannel: 'Channel',
    causeCode: 'Cause', responsibleParty: 'Responsible party', assistants: 'Assisting parties', satisfaction_score: 'Satisfaction', satisfaction: 'Satisfaction', replyTimely: 'Reply in time', resolveTimely: 'Resolved in time', contactTimely: 'Contact in time', followUpTimely: 'Follow-up in time', round: 'Reply deadline of round {number}', processTimely: 'Processed in time',
  },
  consequence: {
    opensRound: 'Opens reply round {number}, due {at}', endsRound: 'Round {number} ends unjudged', roundTimely: 'Round {number}, in time (due {at})', roundLate: 'Round {number}, late (due {at})',
    reason: 'Reason: {name}', cause: 'Cause: {name}', syncedFrom: 'Synced from {name}', countsAs: 'Also counts as {names}', voided: 'Void since {at}', visitDate: 'Visit {at}',
  },
  deadline: {
    round: '{name} · round {number}', workingDays: '{days} working days', sameAsResolve: 'As resolve', moved: 'Changed', bySurvey: 'Survey: {answer}',
    result: { replied: 'In time', late: 'Late', resolved: 'Resolved {at}', resolved_late: 'Resolved {at}, late', contacted: 'Contacted', not_contacted: 'Not contacted in time', to_survey: 'Survey will tell', survey_from: 'Survey from {at}', surveyed: 'Surveyed {at}', ended: 'No longer running' },
  },
  how: {
    title: '{name} · how it was computed', start: 'From', rule: 'Rule', countedFrom: 'Counts', skipped: 'Skips', result: 'Result', calendar: 'Days', separator: ', ',
    moment: '{month}/{day} {weekday} {clock}', startSubmission: 'submission, {at}', startRound: 'round {number} opened, {at}', workingDays: 'Same time on working day {days}',
    from_submission: '{hours} h after submission, days off included', from_opening_same_day: 'Submitted before 8:30: {hours} h from 8:30', from_opening_next_day: 'Submitted from 17:00 on: {hours} h from 8:30 of the next day',
    skippedDays: '{total} days: {groups}', group: '{name} {days}', weekend: 'weekend', source_administrator: 'set by administrator', source_holiday_data: 'public holiday', source_weekday: 'weekend',
    holidays: 'public holidays {years}', uncovered: 'holidays of {years} not published yet', administratorDays: 'changed by administrator: {days}', noAdministratorDays: 'no administrator changes',
    provisional: 'May be recomputed once the holidays are published.', moved: 'It is {at} now: it was changed.', noteAssignment: 'Only a new assignment computes it again; type and level do not.', noteRound: 'Each round has its own clock; reply, resolve, close or return end it.',
    visitMoved: 'This date comes from an approved request or an early closing; there is no computation.', unknown: 'There is no computation for this deadline.',
    weekday: { monday: 'Mo', tuesday: 'Tu', wednesday: 'We', thursday: 'Th', friday: 'Fr', saturday: 'Sa', sunday: 'Su' }, mark: { start: 'from', off: 'off', result: 'due' },
  },
  survey: { contact: 'Contact within 4 h', followUp: 'Follow-up in 2 days', resolution: 'Final solution', satisfaction: 'Satisfaction', reason: 'Reason', planned: 'from {at}' },
  call: { missed: 'Not answered', recorded: 'Recorded' },
  log: { by: 'As', who: 'Who', onBehalf: '{name} for {for}', all: 'All', fewer: 'Fewer' },
}
export default words
