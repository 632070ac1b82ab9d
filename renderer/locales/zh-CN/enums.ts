/** Words of the ids that the API and the rules use. */
export default {
  state: { pending_submission: '待提交', unreplied: '未回复', replied: '已回复', resolved: '已解决', closed: '已关闭', cancelled: '已取消' },
  type: { complaint: '投诉', service: '售服', consult: '咨询与建议' },
  typeShort: { complaint: '投诉', service: '售服', consult: '咨询' },
  level: { label: '级别', none: '无', urgent: '紧急', word: '{level} 级' },
  operation: {
    save: '保存', submit: '提交', intake: '自助报修', feedback: '反馈', cancel: '取消工单', reply: '回复', return: '退回', resolve: '解决', close: '完结',
    request_visit: '提前/延期回访', reprocess: '重新处理', evaluate: '评价', send_back: '打回', assist_reply: '协助回复', escalate: '售服升级投诉',
    patch: '修改资料', unmask: '查看号码', download: '下载', recompute: '重算时限',
    approve_return: '同意退回', reject_return: '不同意退回', approve_closure: '同意闭环', reject_closure: '不同意闭环', approve_visit: '同意回访时间', reject_visit: '不同意回访时间',
  },
  headOfficeReason: { no_mall: '空白城市', invalid_mall: '无效商场', eliminated_mall: '淘汰商场', runaway_mall: '跑路商场', customer_request: '客户要求总部回复' },
  customerType: { individual: '个人', company: '公司' },
  channel: { phone: '电话', online: '在线', self_service: '自助', other: '其他' },
  source: { desktop: '桌面端', web: '网页端', api: '接口', self_service: '自助报修', system: '系统' },
  score: { very_satisfied: '很满意', satisfied: '满意', neutral: '一般', dissatisfied: '不太满意', very_dissatisfied: '很不满意' },
  requestKind: { return: '退回', visit: '回访时间', closure: '闭环' },
  requestState: { pending: '待审批', approved: '已同意', rejected: '不同意', superseded: '已失效' },
  visitType: { advance: '提前', extend: '延期' },
  role: {
    agent: '坐席', approver: '审批', surveyor: '回访', complaint_manager: '客诉管理员', service_manager: '售服管理员', administrator: '管理员',
    department: '经销部', mall_admin: '商场管理员', service_lead: '售服负责人', service_contact: '售服对接人', assistant: '协助方',
  },
  organisationKind: { hq: '客服中心', department: '经销部', mall: '商场', line: '制造线' },
  mallStatus: { active: '正常', invalid: '无效', eliminated: '淘汰', runaway: '跑路' },
  deadline: { firstContact: '首次联系', reply: '及时回复', resolve: '及时解决', visit: '满意度回访日期' },
  alert: { none: '未到期', blue: '4 小时内到期', red: '已逾期' },
}
