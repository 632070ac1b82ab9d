/** The ticket page. */
export default {
  title: '工单', nothing: '—', yes: '是', no: '否', actions: '可以做的操作', hasDraft: '有没提交的草稿', timeline: '跟进记录', newestFirst: '新的在上', filterLabel: '筛选记录',
  counted: '计入统计', marketLevel: '{level} 类市场', noContract: '没有合同', noOthers: '没有别的工单', noDeadlines: '还没有提交，没有时限', noDestination: '还没有指定', noRecords: '没有这类记录',
  followUp: '后续工单', followUpOf: '原工单', feedbackNumber: '{name} · 第 {number} 次', created: '{at} {name} 建单，编号 {no}', newRecord: '{name} {operation}', updated: '{time} 更新：{what}',
  partFailed: '这一部分没有读到', howFailed: '时限的算法没有读到，刷新后再看。', unmaskFailed: '没有读到号码，请再试。', notRead: '没有读到工单', noPermission: '您的账号不能看这张工单',
  notFound: { what: '没有找到工单 {no}', todo: '编号可能不对；已退回或转给别的商场的工单，这里也看不到。', close: '关闭这一页' },
  section: { customer: '客户', contract: '合同', product: '产品与渠道', others: '同一客户', deadlines: '时限', surveys: '回访结果', parties: '责任方', calls: '通话', log: '操作记录' },
  flag: { secondComplaint: '二次投诉', escalated: '售服升级', reply: '回复{remaining}', returned: '已退回', pending: '{kind}待审批', provisional: '时限待定' },
  filter: { all: '全部', feedback: '反馈', reply: '回复', resolve: '解决', close: '完结', assist: '协助', request: '退回与申请' },
  label: {
    phone: '电话', otherPhone: '备用', phones: '电话', region: '地区', address: '地址', province: '省', city: '市', district: '区县', name: '姓名', customerType: '客户类型', type: '类型',
    contractNo: '合同号', amount: '金额', orderNo: '订单', brand: '品牌', category: '品类', salesChannel: '渠道', cause: '原因', source: '来源',
    mall: '商场', headOffice: '总部', handler: '处理人', marketingLine: '营销线', responsibleParty: '责任方', assistants: '协助',
  },
  field: {
    state: '状态', type: '类型', level: '级别', pendingRequests: '待审批', replyDueAt: '及时回复时间', resolveDueAt: '及时解决时间', resolvedAt: '解决时间', visitAt: '满意度回访日期', firstContactDueAt: '首次联系时限',
    feedbackCount: '反馈次数', secondComplaint: '二次投诉', mall: '商场', mallCode: '商场', headOffice: '总部处理', assignment_handler: '处理人', customer: '客户', customer_name: '姓名', customer_phones: '电话', customer_type: '客户类型',
    customer_address: '地址', customer_province: '省', customer_city: '市', customer_district: '区县', customer_contractNo: '合同号', product: '产品', product_brand: '品牌', product_category: '品类', salesChannel: '渠道',
    causeCode: '原因分类', responsibleParty: '责任方', assistants: '协助方', satisfaction_score: '满意度', satisfaction: '满意度', replyTimely: '及时回复', resolveTimely: '及时解决', contactTimely: '及时联系', followUpTimely: '及时跟进', processTimely: '及时处理',
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
  log: { by: '身份', all: '全部', fewer: '收起' },
  edit: { customer: '修改客户资料', product: '修改级别与产品', parties: '修改责任方', done: '已保存', stale: '您填的还在，看过新内容后再点保存。', phonesHelp: '多个号码用空格隔开', assistantsHelp: '协助方不计入统计' },
  phone: {
    reply: '回复{remaining}', resolve: '解决{remaining}', roundBefore: '第 {number} 轮，{at} 前', resolveBefore: '解决 {at} 前', product: '产品', contract: '合同',
    deadlinesAndParties: '时限、责任方与操作记录', customerAndContract: '客户、合同与产品',
    action: {
      reply: '回复', resolve: '解决', close: '完结', return: '退回', request_visit: '回访时间', send_back: '打回', assist_reply: '协助回复', feedback: '反馈', submit: '提交', cancel: '取消', reprocess: '重新处理',
      evaluate: '评价', escalate: '升级', approve_return: '同意', reject_return: '不同意', approve_closure: '同意', reject_closure: '不同意', approve_visit: '同意', reject_visit: '不同意',
    },
  },
}
