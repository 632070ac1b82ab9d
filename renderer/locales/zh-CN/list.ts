/** The lists: tabs, groups and what stands around every table. */
export default {
  group: { handling: '处理', timeliness: '时效', approval: '审批', survey: '回访', figures: '统计', administration: '管理' },
  tab: {
    all: '全部工单', pending: '待提交', unread: '未查阅工单', unreplied: '未回复工单', replied: '已回复工单', resolved: '已解决工单', open: '未闭环工单',
    closed: '已关闭工单', cancelled: '已取消工单', returned: '已退回工单', visit_requests: '申请回访工单', return_requests: '申请退回工单', closure_requests: '申请闭环工单',
    late_reply: '未及时回复', late_resolve: '未及时解决', late_contact: '未及时联系', late_follow_up: '未及时跟进', late_process: '未及时处理', dissatisfied: '不满意工单',
    survey_follow_up: '及时跟进调查', survey_resolution: '及时处理调查', survey_satisfaction: '满意度调查',
  },
  column: {
    alert: '提醒', no: '编号', type: '类型', state: '状态', customer: '客户', phone: '来电号码', feedback: '反馈内容', mall: '商场', handler: '处理人', marketingLine: '营销线', score: '满意度',
    createdAt: '创建时间', receivedAt: '受理时间', submittedAt: '提交时间', replyDueAt: '及时回复时间', resolveDueAt: '及时解决时间', visitAt: '回访日期', updatedAt: '最新动态', closedAt: '关闭时间',
    feedbackCount: '次数', createdBy: '创建人',
  },
  count: '{count} 张',
  overdueChip: '已逾期 {count}', dueSoonChip: '4 小时内到期 {count}', chipHint: '只看这些工单',
  head: { advanced: '高级查询', sortBy: '按{column}排序', selectAll: '选择这一页的全部工单', select: '选择工单 {no}', unreadMark: '未查阅', headOffice: '总部 · {reason}' },
  filter: {
    label: '筛选', type: '类型', no: '工单编号', phone: '来电号码', mall: '商场', creator: '创建人', any: '全部', me: '我', phoneTooShort: '至少 4 位数字',
    noMall: '没有这个商场', mallsFailed: '商场没有读到，请再打开一次', show: '筛选', showCount: '筛选 {count}', hide: '收起筛选',
  },
  query: {
    label: '高级查询条件', matchLabel: '条件之间的关系', all: '满足以下所有条件', any: '满足以下任一条件', add: '添加条件', apply: '确定', clear: '清除全部', field: '字段', operator: '比较', value: '值', upper: '到',
    removeChip: '去掉条件：{condition}', editChip: '修改条件：{condition}', present: '有内容', absent: '没有内容', yes: '是', no: '否', separator: '、', range: '{low} 到 {high}', full: '最多 30 个条件',
    several: '可以填几个，回车分隔', none: '没有可选的内容', failed: '选项没有读到', time: '选择日期和时间',
  },
  fault: { incomplete: '请填写值', wrong_order: '前一个要小于后一个', phone_too_short: '至少 4 位数字', invalid: '这个值不合适' },
  operator: {
    eq: '等于', ne: '不等于', in: '属于', contains: '包含', starts_with: '开头是', gt: '大于', gte: '不小于', lt: '小于', lte: '不大于', between: '介于', is_null: '是否填写',
  },
  operatorOfTime: { eq: '等于', ne: '不等于', gt: '晚于', gte: '不早于', lt: '早于', lte: '不晚于', between: '介于', is_null: '是否填写' },
  fieldGroup: { ticket: '工单', customer: '客户', handling: '处理', product: '产品与渠道', time: '时间', result: '结果' },
  field: {
    no: '工单编号', type: '类型', level: '级别', state: '状态', version: '版本', source: '来源', createdAt: '创建时间', createdBy: '创建人',
    customer: {
      name: '客户', phones: '来电号码', type: '客户类型', contractNo: '合同编号', orderNo: '订单编号', contractAmount: '合同金额', province: '省', city: '市', district: '区县', address: '地址',
    },
    mall: { code: '商场编号', name: '商场名称' },
    headOffice: { reason: '总部回复原因', departmentCode: '总部回复部门' },
    product: { brand: '品牌', category: '品类' },
    salesChannel: { major: '渠道大类', middle: '渠道中类', minor: '渠道小类' },
    causeCode: '原因分类', responsibleParty: '责任方', assistants: '协助方',
    assignment: { handler: '处理人', phone: '处理人电话', marketingLine: '营销线', marketLevel: '市场级别', submittedAt: '提交时间' },
    feedbackCount: '反馈次数', secondComplaint: '二次投诉', escalatedAt: '升级时间', firstContactDueAt: '首次联系时间', replyDueAt: '及时回复时间', resolveDueAt: '及时解决时间', visitAt: '满意度回访日期',
    contactTimely: '及时联系', followUpTimely: '及时跟进', replyTimely: '及时回复', resolveTimely: '及时解决', processTimely: '及时处理',
    satisfaction: { processed: '已处理', score: '满意度', reason: '不满意原因', at: '评价时间' },
    followUpOf: '原工单编号', provisionalDeadlines: '时限暂定', latestFeedback: '反馈内容', receivedAt: '受理时间', updatedAt: '最新动态', closedAt: '关闭时间',
  },
  order: {
    newest: '最新的在前', latest_receipt: '最新受理在前', latest_event: '最新动态在前', timeAsc: '{column}早的在前', timeDesc: '{column}晚的在前', numberAsc: '{column}少的在前', numberDesc: '{column}多的在前',
    textAsc: '{column}小的在前', textDesc: '{column}大的在前',
  },
  foot: {
    range: '第 {from}–{to} 张，共 {total} 张，{order}', rangeShort: '第 {from}–{to} 张，共 {total} 张', totalZero: '共 0 张', move: '移动', open: '打开', nextPrevious: '下一张 / 上一张', select: '选择', selected: '已选 {count} 张', copyNumbers: '复制编号', clearSelection: '取消选择',
    numbersCopied: '已复制 {count} 个编号', refreshFailed: '没有更新到：{what}', showLast: '看上次的结果', pages: '翻页', loaded: '{tab}，{total} 张', copyFailed: '没有复制到剪贴板',
  },
  table: { label: '{tab}，方向键移动，回车打开' },
  problem: { what: '没有读到工单', retry: '{what}，{count} 秒后自动再试。您写的内容都在，可以继续接电话、写工单。', plain: '{what}。{todo}', cancelled: '已取消读取', cancelledTodo: '条件还在，需要时再读一次。', readAgain: '重新读取' },
  forbidden: { what: '您的账号没有这个列表', todo: '这个列表不属于您的角色，需要时请联系管理员。' },
  empty: {
    all: '还没有提交过的工单', pending: '没有待提交的工单', unread: '没有未查阅的工单', unreplied: '没有未回复的工单', replied: '没有已回复、待解决的工单', resolved: '没有已解决、待关闭的工单', open: '没有未闭环的工单',
    closed: '没有已关闭的工单', cancelled: '没有已取消的工单', returned: '没有已退回的工单', late_reply: '没有未及时回复的工单', late_resolve: '没有未及时解决的工单', late_contact: '没有未及时联系的工单',
    late_follow_up: '没有未及时跟进的工单', late_process: '没有未及时处理的工单', dissatisfied: '没有不满意的工单',
  },
  emptyText: {
    all: '提交之后的工单会出现在这里。', pending: '保存了还没有提交的工单会出现在这里。', unread: '有新动态、您还没有打开看过的工单会出现在这里。', unreplied: '提交给商场、等待回复的工单会出现在这里。',
    replied: '商场回复之后、解决之前的工单会出现在这里。', resolved: '商场解决之后、关闭之前的工单会出现在这里。', open: '未回复、已回复和已解决的工单会出现在这里。', closed: '完结的工单会出现在这里。', cancelled: '取消的工单会出现在这里。',
    returned: '同意退回、等待重新提交的工单会出现在这里。', late_reply: '过了及时回复时间才回复或仍没回复的工单会出现在这里。', late_resolve: '过了及时解决时间才解决或仍没解决的工单会出现在这里。', late_contact: '回访结果为“否”的工单会出现在这里。',
    late_follow_up: '跟进回访结果为“否”的工单会出现在这里。', late_process: '处理回访结果为“否”的工单会出现在这里。', dissatisfied: '评价为不太满意或很不满意的工单会出现在这里。',
  },
  emptyFiltered: { what: '没有符合条件的工单', todo: '现在只看：{conditions}' },
  search: {
    results: '搜索结果', ticket: '工单', customer: '客户', openExact: '打开工单 {no}', searching: '正在查找', more: '在全部工单里看 {count} 张', moreCapped: '在全部工单里看 10,000+ 张', nothing: '没有找到“{text}”',
    nothingTodo: '可以输入工单编号、至少 4 位电话号码、客户姓名或合同编号。', tooShort: '再输入一些：编号或电话至少 4 位，姓名至少 2 个字', openTickets: '{count} 张未完结', failed: '没有查到：{what}', retry: '再试',
    keysMove: '移动', keysOpen: '打开', keysClose: '关闭', noContract: '没有合同',
  },
}
