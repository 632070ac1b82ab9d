/** The home page. */
export default {
  title: '首页',
  reminders: '待办提醒', rangeLabel: '按创建时间', range: { year: '今年', month: '本月' },
  reminder: {
    unread: '未查阅', unreplied: '未回复', unresolved: '未解决', open: '未闭环', late_reply: '未及时回复', late_resolve: '未及时解决', late_contact: '未及时联系', late_follow_up: '未及时跟进',
    late_process: '未及时处理', dissatisfied: '不满意',
  },
  overdue: '{count} 个已逾期', dueSoon: '4 小时内 {count} 个', today: '今天 {change}', todayHint: { made: '其中今天创建的', since: '其中今天才算进来的' }, unknown: '–',
  viewLabel: '首页内容', view: { waiting: '等待处理', figures: '统计' }, month: '统计月份',
  waiting: { pending: '待提交的工单', unreplied: '等待回复的工单', unread: '有新动态的工单', returned: '退回、待重新提交的工单' },
  waitingNote: { pending: '保存了还没有提交，新的在前', unreplied: '及时回复时间早的在前', unread: '动态新的在前', returned: '动态新的在前' },
  showAll: '全部 {count} 张',
  figures: {
    title: '{month}统计', note: '按首次提交时间统计，不含已取消；浅底为休息日', shape: '每天工单量的显示方式', asChart: '图', asTable: '表', chart: '{month}每天工单量，按类型', chartKeys: '方向键逐天看，回车打开当天的工单；按类型的数字在表里。', undrawn: '图没有画出来，先看数字。',
    day: '日期', dayOff: '休息日', sum: '合计', daySum: '共 {count} 张', stop: '，',
    total: '工单量', second: '二次投诉', escalated: '售服升级投诉率', escalatedTickets: '售服升级的工单',
    rates: '及时与满意', scale: '刻度 {start}–100 %，竖线为上月', before: '上月 {value}', share: '{percent} %（{counts}）', noneBefore: '上月没有', same: '持平', against: '比上月', yes: '{rate}的分子', counted: '{rate}的分母',
    rate: { reply: '及时回复率', resolve: '及时解决率', contact: '及时联系率', follow_up: '及时跟进率', process: '及时处理率', satisfaction: '客户处理满意率' },
    missing: { reply: '未及时回复 {count} 张', resolve: '未及时解决 {count} 张', contact: '未及时联系 {count} 张', follow_up: '未及时跟进 {count} 张', process: '未及时处理 {count} 张', satisfaction: '没有满意 {count} 张' },
    scores: '满意度', answered: '已回访',
    definition: {
      total: '这个月首次提交的工单，已取消的不计。', type: '这个月首次提交的{type}工单，已取消的不计。', second: '标记了二次投诉的投诉工单。', escalated: '由售服升级的工单 ÷（售服 + 升级的工单）。',
      reply: '及时回复的工单 ÷ 已判定是否及时回复的工单。', resolve: '及时解决的工单 ÷ 已判定是否及时解决的工单。', contact: '联系回访答“是” ÷（答“是” + 答“否”），没有联系上的不计。', follow_up: '跟进回访答“是” ÷（答“是” + 答“否”），没有联系上的不计。',
      process: '处理回访答“是” ÷（答“是” + 答“否”），没有联系上的不计。', satisfaction: '（很满意 + 满意）÷ 有满意度评价的投诉和售服工单。', scores: '投诉和售服工单的满意度评价。',
    },
    notRead: '没有读到统计', empty: { what: '{month}没有提交过的工单', todo: '换一个月看看，或者等有工单提交后再来。' }, forbidden: { what: '您的账号没有统计', todo: '需要时请联系管理员开通。' },
  },
}
