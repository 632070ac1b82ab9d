import breaches from '#shared/locales/zh-CN/breachWords.ts'

/** The breach report. */
export default {
  title: '商场违约处理报表', nav: '违约处理报表', month: '报表月份', byTime: '按违约发生时间', byMonth: '{month} · 按违约发生时间',
  kind: breaches,
  definition: {
    late_contact: '联系回访答“否”。', late_follow_up: '跟进回访答“否”。', late_process: '处理回访答“否”。', dissatisfied: '满意度评价为不太满意或很不满意。', second_complaint: '标记了二次投诉的投诉。', late_reply: '过了及时回复时间才回复，或者还没有回复。',
    late_resolve: '过了及时解决时间才解决，或者还没有解决。', wrong_return: '申请退回没有同意。',
  },
  mall: '商场', marketingLine: '营销线', anyLine: '全部', amount: '合计（元）', penalty: '每次（元）', amountHint: '每次违约按现在配置的金额计，没有配置的为 0。',
  all: '全部 {count} 个商场', open: '打开报表', total: '合计 {count} 个商场', count: '{count} 个商场',
  openCell: '{mall} {kind} {count} 次', openMall: '{mall} 的全部违约', openTotal: '全部商场 {kind} {count} 次', openAll: '全部商场的全部违约',
  list: { allMalls: '全部商场', allKinds: '全部违约', count: '{count} 次', range: '第 {from}–{to} 次，共 {total} 次', at: '发生时间', close: '关闭违约列表', notRead: '没有读到违约列表', empty: '这里没有违约了', emptyText: '可能刚被撤回，报表会跟着更新。', pages: '违约列表翻页' },
  notRead: '没有读到报表', empty: { what: '{month}没有违约', todo: '违约记在发生的那个月；换一个月看看。' }, emptyLine: { what: '{line}在{month}没有违约', clear: '看全部营销线' },
  forbidden: { what: '您的账号没有违约处理报表', todo: '商场看自己的，经销部看下属商场的，客服中心看全部的。' },
}
