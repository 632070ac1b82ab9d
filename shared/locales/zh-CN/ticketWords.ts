/** What stands on the page of a ticket and in the file that is made of it. */
export default {
  nothing: '—', yes: '是', no: '否', timeline: '跟进记录', counted: '计入统计', marketLevel: '{level} 类市场', noContract: '没有合同', noDeadlines: '还没有提交，没有时限',
  noDestination: '还没有指定', followUp: '后续工单', followUpOf: '原工单', feedbackNumber: '{name} · 第 {number} 次', created: '{at} {name} 建单，编号 {no}',
  section: { customer: '客户', contract: '合同', product: '产品与渠道', others: '同一客户', deadlines: '时限', surveys: '回访结果', parties: '责任方', calls: '通话', log: '操作记录' },
  flag: { secondComplaint: '二次投诉', escalated: '售服升级', reply: '回复{remaining}', returned: '已退回', pending: '{kind}待审批', provisional: '时限待定' },
  label: {
    phone: '电话', otherPhone: '备用', phones: '电话', region: '地区', address: '地址', province: '省', city: '市', district: '区县', name: '姓名', customerType: '客户类型', type: '类型',
    contractNo: '合同号', amount: '金额', orderNo: '订单', brand: '品牌', category: '品类', salesChannel: '渠道', cause: '原因', source: '来源',
    mall: '商场', headOffice: '总部', handler: '处理人', marketingLine: '营销线', responsibleParty: '责任方', assistants: '协助',
  },
  field: {
    format: '格式',
    customerName: '姓名', customerType: '客户类型', phones: '电话', province: '省', city: '市', district: '区县', address: '地址', contractNo: '合同号', mallId: '商场', headOfficeReason: '总部处理的原因', headOfficeDepartmentId: '经销部', brand: '品牌', category: '品类',
    channelMajor: '大渠道', channelMiddle: '中渠道', channelMinor: '小渠道', handlerName: '处理人', satisfactionProcessed: '是否处理完毕', satisfactionScore: '满意度', satisfactionReason: '客户的原因', provisionalDeadlines: '时限待定',
    state: '状态', type: '类型', level: '级别', pendingRequests: '待审批', replyDueAt: '及时回复时间', resolveDueAt: '及时解决时间', resolvedAt: '解决时间', visitAt: '满意度回访日期', firstContactDueAt: '首次联系时限',
    feedbackCount: '反馈次数', secondComplaint: '二次投诉', mall: '商场', mallCode: '商场', headOffice: '总部处理', assignment_handler: '处理人', customer: '客户', customer_name: '姓名', customer_phones: '电话', customer_type: '客户类型',
    customer_address: '地址', customer_province: '省', customer_city: '市', customer_district: '区县', customer_contractNo: '合同号', product: '产品', product_brand: '品牌', product_category: '品类', salesChannel: '渠道',
    causeCode: '原因分类', responsibleParty: '责任方', assistants: '协助方', satisfaction_score: '满意度', satisfaction: '满意度', replyTimely: '及时回复', resolveTimely: '及时解决', contactTimely: '及时联系', followUpTimely: '及时跟进', round: '第 {number} 轮的回复时限', processTimely: '及时处理',
  },
  consequence: {
    opensRound: '开启第 {number} 轮回复，{at} 前', endsRound: '第 {number} 轮结束，不判', roundTimely: '第 {number} 轮，及时（时限 {at}）', roundLate: '第 {number} 轮，未及时（时限 {at}）',
    reason: '原因 {name}', cause: '原因 {name}', syncedFrom: '由“{name}”同步', countsAs: '同时算作{names}', voided: '{at} 起作废', visitDate: '回访日期 {at}',
  },
  deadline: {
    round: '{name} · 第 {number} 轮', workingDays: '{days} 个工作日', sameAsResolve: '同解决时限', moved: '改过', bySurvey: '回访：{answer}',
    result: { replied: '及时', late: '未及时', resolved: '{at} 及时解决', resolved_late: '{at} 解决，未及时', contacted: '已联系', not_contacted: '未及时联系', to_survey: '等回访确认', survey_from: '{at} 开始回访', surveyed: '{at} 已回访', ended: '不再计时' },
  },
  how: {
    title: '{name} · 怎么算的', start: '起点', rule: '规则', countedFrom: '起算', skipped: '跳过', result: '结果', calendar: '日历', separator: '，',
    moment: '{month} 月 {day} 日 {weekday} {clock}', startSubmission: '提交，{at}', startRound: '第 {number} 轮开启，{at}', workingDays: '第 {days} 个工作日的同一时刻',
    from_submission: '提交后 {hours} 小时，休息日也算', from_opening_same_day: '8:30 前提交，当天 8:30 起 {hours} 小时', from_opening_next_day: '17:00 起提交，次日 8:30 起 {hours} 小时',
    skippedDays: '{total} 天：{groups}', group: '{name} {days} 天', weekend: '周末', source_administrator: '管理员设置', source_holiday_data: '法定节假日', source_weekday: '周末',
    holidays: '法定节假日 {years}', uncovered: '{years} 年的节假日还没公布', administratorDays: '管理员改动 {days}', noAdministratorDays: '无管理员改动',
    provisional: '节假日公布后可能重算。', moved: '现在的时间是 {at}，已经改过。', noteAssignment: '重新派单才重算，改类型、级别不变。', noteRound: '每一轮单独计时，回复、解决、完结或退回都会结束它。',
    visitMoved: '这个日期由批准的申请或提前完结得来，没有算式。', unknown: '没有这个时限的算法。',
    weekday: { monday: '一', tuesday: '二', wednesday: '三', thursday: '四', friday: '五', saturday: '六', sunday: '日' }, mark: { start: '起', off: '休', result: '到' },
  },
  survey: { contact: '4 小时内联系', followUp: '2 个工作日内跟进', resolution: '形成最终方案', satisfaction: '满意度', reason: '客户原因', planned: '{at} 回访' },
  call: { missed: '未接通', recorded: '有录音' },
  log: { by: '身份', who: '操作人', onBehalf: '{name} 代 {for}', all: '全部', fewer: '收起' },
}
