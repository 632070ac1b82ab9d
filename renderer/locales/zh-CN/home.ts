/** The home page. */
export default {
  title: '首页',
  reminders: '待办提醒',
  reminder: {
    unread: '未查阅', unreplied: '未回复', unresolved: '未解决', open: '未闭环', late_reply: '未及时回复', late_resolve: '未及时解决', late_contact: '未及时联系', late_follow_up: '未及时跟进',
    late_process: '未及时处理', dissatisfied: '不满意',
  },
  overdue: '{count} 个已逾期', dueSoon: '4 小时内 {count} 个', unknown: '–',
  waiting: { pending: '待提交的工单', unreplied: '等待回复的工单', unread: '有新动态的工单', returned: '退回、待重新提交的工单' },
  waitingNote: { pending: '保存了还没有提交，新的在前', unreplied: '及时回复时间早的在前', unread: '动态新的在前', returned: '动态新的在前' },
  showAll: '全部 {count} 张',
}
