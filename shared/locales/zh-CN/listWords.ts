/** The lists' words that files of lists need too: tabs, columns, fields, conditions. */
export default {
  tab: {
    all: '全部工单', pending: '待提交', unread: '未查阅工单', unreplied: '未回复工单', replied: '已回复工单', resolved: '已解决工单', open: '未闭环工单',
    closed: '已关闭工单', cancelled: '已取消工单', returned: '已退回工单', visit_requests: '申请回访工单', return_requests: '申请退回工单', closure_requests: '申请闭环工单',
    late_reply: '未及时回复', late_resolve: '未及时解决', late_contact: '未及时联系', late_follow_up: '未及时跟进', late_process: '未及时处理', dissatisfied: '不满意工单', figures: '统计工单',
    survey_follow_up: '及时跟进调查', survey_resolution: '及时处理调查', survey_satisfaction: '满意度调查',
  },
  column: {
    alert: '提醒', no: '编号', type: '类型', state: '状态', customer: '客户', phone: '来电号码', feedback: '反馈内容', mall: '商场', handler: '处理人', marketingLine: '营销线', score: '满意度',
    createdAt: '创建时间', receivedAt: '受理时间', submittedAt: '提交时间', replyDueAt: '及时回复时间', resolveDueAt: '及时解决时间', visitAt: '回访日期', updatedAt: '最新动态', closedAt: '关闭时间',
    feedbackCount: '次数', createdBy: '创建人',
    firstSubmittedAt: '首次提交时间', firstContactDueAt: '首次联系时间', escalatedAt: '升级时间', secondComplaint: '二次投诉', contactTimely: '及时联系', followUpTimely: '及时跟进', replyTimely: '及时回复', resolveTimely: '及时解决',
    processTimely: '及时处理', processed: '已处理', dissatisfactionReason: '不满意原因', evaluatedAt: '评价时间', cause: '原因分类', responsibleParty: '责任方', assistants: '协助方', handlerPhone: '处理人电话',
    marketLevel: '市场级别', headOfficeDepartment: '总部回复部门', region: '省市区', address: '地址', customerType: '客户类型', contractNo: '合同编号', orderNo: '订单编号', contractAmount: '合同金额', product: '品牌 · 品类',
    salesChannel: '销售渠道', source: '来源', followUpOf: '原工单编号', provisionalDeadlines: '时限暂定',
  },
  operator: {
    eq: '等于', ne: '不等于', in: '属于', contains: '包含', starts_with: '开头是', gt: '大于', gte: '不小于', lt: '小于', lte: '不大于', between: '介于', is_null: '是否填写',
  },
  operatorOfTime: { eq: '等于', ne: '不等于', gt: '晚于', gte: '不早于', lt: '早于', lte: '不晚于', between: '介于', is_null: '是否填写' },
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
    feedbackCount: '反馈次数', secondComplaint: '二次投诉', firstSubmittedAt: '首次提交时间', escalatedAt: '升级时间', serviceOrEscalated: '售服或由售服升级', firstContactDueAt: '首次联系时间', replyDueAt: '及时回复时间', resolveDueAt: '及时解决时间', visitAt: '满意度回访日期',
    contactTimely: '及时联系', followUpTimely: '及时跟进', replyTimely: '及时回复', resolveTimely: '及时解决', processTimely: '及时处理',
    satisfaction: { processed: '已处理', score: '满意度', reason: '不满意原因', at: '评价时间' },
    followUpOf: '原工单编号', provisionalDeadlines: '时限暂定', latestFeedback: '反馈内容', text: '反馈与跟进全文', parties: '客户或合同', receivedAt: '受理时间', updatedAt: '最新动态', closedAt: '关闭时间',
  },
  order: {
    newest: '最新的在前', latest_receipt: '最新受理在前', latest_event: '最新动态在前', first_submission: '最新提交在前', timeAsc: '{column}早的在前', timeDesc: '{column}晚的在前', numberAsc: '{column}少的在前', numberDesc: '{column}多的在前',
    textAsc: '{column}小的在前', textDesc: '{column}大的在前',
  },
  condition: { all: '满足以下所有条件', any: '满足以下任一条件', present: '有内容', absent: '没有内容', yes: '是', no: '否', separator: '、', range: '{low} 到 {high}' },
  headOffice: '总部 · {reason}',
}
