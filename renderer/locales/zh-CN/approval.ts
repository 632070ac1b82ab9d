/** The approval queues, the lists of requests, and delegation. */
export default {
  kind: { return: '退回', visit: '回访', closure: '闭环' },
  title: { return: '申请退回', visit: '申请提前/延期回访', closure: '申请闭环' },
  kinds: '申请的种类', segment: '{kind} {count}', list: '{tab}，方向键移动，回车打开工单', select: '选择 {no}',
  pendingHead: '待审批 {count}', decidedHead: '已有结果', more: '再看更早的', moreLeft: '还有 {count} 条', waited: '等 {span}', headOffice: '总部处理',
  movesTo: '{type}到 {at}', asked: '{at} 申请', waitedLong: '已等 {span}', automatic: '系统', back: '返回列表',
  openTicket: '打开工单', ticketGone: '这张工单已不在您能看的范围里，这里只留编号、结果和意见。', ticketGoneShort: '工单已不可见',
  ask: {
    reason: { return: '退回原因', visit: '申请', closure: '完结内容' }, by: '{who} 的说明', none: '没有写说明', previous: '原定', wanted: '申请改到', type: '类型', fromCreation: '建单后 {days} 天', resolved: '解决时间',
  },
  check: {
    title: '系统核对', now: '工单现在', byContract: '按合同查到', byRegion: '按地区查到', mall: '商场', marketingLine: '营销线', region: '地区', nothing: '没有查到', failed: '没有查到合同和地区的商场', headOffice: '总部处理 · {reason}',
  },
  records: { title: '最近记录', all: '全部 {count} 条', fewer: '收起' },
  facts: { deadlines: '时限', customer: '客户', name: '姓名', contract: '合同', product: '产品', region: '地区', handling: '处理', mall: '商场', handler: '处理人', party: '责任方', earlier: '此单历次申请', noEarlier: '没有更早的申请。' },
  deadline: { firstContact: '首次联系', reply: '回复', resolve: '解决', visit: '回访' },
  result: { replied: '及时', late: '未及时', resolved: '及时', resolved_late: '未及时', contacted: '已联系', not_contacted: '未及时联系', to_survey: '已过', survey_from: '待回访', surveyed: '已回访', ended: '不再计时' },
  decide: {
    label: '审批', colon: '：', approve: '同意', reject: '不同意', outcome: '{before} → {after}', stays: '{state}，状态不变', nothingElse: '没有别的变化', comment: '审批意见，不同意时必填', reasonNow: '写明不同意的原因，再按 {keys}', visitAt: '批准的回访时间，可以改',
    sending: '正在提交', next: '下一条 / 上一条', select: '选择', search: '搜索', autoNext: '决定后自动打开下一条', actingFor: '代 {name} 审批，记录里写明', notYet: '正在算两种结果', outdated: '工单刚有变化，正在重新读取',
    required: '不同意要写原因', tooLong: '最多 {max} 个字，现在 {count}', unanswered: '服务器没有回答。请再按一次，不会重复。', refused: '没有办成：{what}', leave: '离开意见框',
  },
  consequence: {
    ends_return_rejected: '计误退回一次', ends_visit_rejected: '回访日期不变', assignment_returned: '派单结束，商场不再看到', withdrawn_breaches: '违约撤回', round_opens: '开启第 {number} 轮回复',
    resolution_void: '解决方案作废', closes: '只能再记评价',
  },
  done: { approve: '已同意 {no}', reject: '未同意 {no}', opened: '打开了下一条', left: '还有 {count} 条', last: '都办完了' },
  taken: {
    approved: '{who} {at} 已同意这条申请。', rejected: '{who} {at} 没有同意这条申请。', superseded: '这条申请 {at} 已失效，不用再审批。', gone: '这条申请已不在待审批里。', comment: '您写的意见没有用上，离开这条前还留着：', next: '下一条', copy: '复制意见',
  },
  outcome: {
    title: '结果', pending: '等待审批', approved: '已同意', rejected: '不同意', superseded: '已失效', by: '审批人', behalf: '{who} 代 {for}', at: '时间', comment: '意见', noComment: '没有写意见', visitAt: '批准的时间', requested: '申请', requester: '申请人',
    automatic: '系统自动同意', automaticNote: '申请的时间早于建单后 40 天', supersededNote: '工单被关闭、取消、重新处理或有了新的反馈',
  },
  together: {
    selected: '已选 {count}', clear: '清除', approve: '一起同意', reject: '一起不同意', comment: '不同意的原因，每条都记这一段', send: '不同意 {count} 条', cancel: '不了', keys: '选择', range: '连续选择',
  },
  report: {
    title: { approve: '一起同意', reject: '一起不同意' }, summary: '{done} 条办成，{refused} 条没有办成', decided: { approve: '已同意', reject: '未同意' }, state: '现在{state}', refused: '没有办成', close: '关闭这份结果', unanswered: '{count} 条没有得到服务器的回答：{what}再办一次不会重复。',
    operation_not_allowed: '已被别人决定或已失效', not_found: '工单已不可见', forbidden: '不归您审批', validation_failed: '内容不符合要求',
  },
  empty: {
    pending: '没有待审批的申请', pendingText: '新的申请会出现在这里。决定过的在左边，还能看。', list: '没有{title}的记录', listText: { return: '申请退回的工单和结果会出现在这里。', visit: '申请提前或延期回访的工单和结果会出现在这里。', closure: '申请闭环的投诉和结果会出现在这里。' },
    none: '选一条申请', noneText: '左边选一条，这里看内容和结果。',
  },
  problem: { what: '没有读到申请', stale: '没有更新到：{what}' },
  forbidden: { what: '您的账号没有这个列表', todo: '申请和审批不属于您的角色，需要时请联系管理员。' },
  delegation: {
    title: '委托审批', open: '委托审批', given: '{from} 至 {to} 由{name}代审', acting: '代 {name} 审批，至 {to}', change: '更改', received: '{name} 委托您代审', intro: '不在的时候请同事代您审批。记录里写明“谁代谁”，您自己也还能审批。',
    to: '委托给', toPlaceholder: '姓名或账号', from: '从', until: '到', create: '委托', creating: '正在提交', end: '结束', ending: '正在结束', mine: '我委托的', theirs: '委托给我的', nobody: '没有委托同事代审', noneGiven: '没有委托别人', noneReceived: '没有人委托您', active: '生效中', ahead: '未开始', over: '已结束',
    noColleague: '没有找到这位同事', failed: '没有读到委托', done: '已委托{name}代审', ended: '委托已结束', error: { not_after_start: '结束时间要晚于开始时间', in_past: '要晚于现在', too_long: '最长 90 天', own_user: '不能委托给自己', unknown: '不是客服中心的在职同事' }, onlyApprovers: '只有审批人可以委托别人。',
  },
  menu: '委托审批',
  shortcut: { nextTicket: '下一条', previousTicket: '上一条', openTicket: '打开工单', selectRow: '选择', extendDown: '向下连选', extendUp: '向上连选', approve: '同意', refuse: '不同意', approveSelected: '一起同意', refuseSelected: '一起不同意' },
}
