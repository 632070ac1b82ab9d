/** Words that many pages share. */
export default {
  productName: '客服工单系统',
  action: {
    cancel: '取消', confirm: '确定', close: '关闭', save: '保存', submit: '提交', search: '查询', reset: '重置', refresh: '刷新',
    download: '下载', add: '添加', remove: '移除', edit: '修改', copy: '复制', copied: '已复制', copyRequestId: '复制请求号',
    retryNow: '现在再试', showAll: '展开全文', show: '展开', hide: '隐藏', back: '返回', open: '打开', previousPage: '上一页', nextPage: '下一页',
    clearConditions: '清除条件', switchAccount: '换个账号登录', more: '更多', discard: '放弃', keep: '保留',
  },
  time: { today: '今天', updatedAt: '{time} 已更新', seconds: '{count} 秒' },
  weekday: { sunday: '周日', monday: '周一', tuesday: '周二', wednesday: '周三', thursday: '周四', friday: '周五', saturday: '周六' },
  month: {
    words: '{year} 年 {name}', pick: 'YYYY 年 M 月', previous: '上个月', next: '下个月',
    name: { 1: '1 月', 2: '2 月', 3: '3 月', 4: '4 月', 5: '5 月', 6: '6 月', 7: '7 月', 8: '8 月', 9: '9 月', 10: '10 月', 11: '11 月', 12: '12 月' },
  },
  duration: {
    left: '剩 {span}',
    overdue: '逾期 {span}',
    short: { days: '{days}天', daysHours: '{days}天{hours}时', hoursMinutes: '{hours}时{minutes}分', minutes: '{minutes}分', underMinute: '不到1分' },
    long: { days: '{days} 天', daysHours: '{days} 天 {hours} 小时', hoursMinutes: '{hours} 小时 {minutes} 分', minutes: '{minutes} 分', underMinute: '不到 1 分' },
  },
  alert: { timely: '及时', late: '未及时', none: '没有未结束的回复时限' },
  error: { time: '时间', code: '错误', requestId: '请求号' },
  state: {
    loading: '正在读取', loadingSeconds: '正在读取，已用 {count} 秒', lastSuccess: '上次成功 {time}', retryIn: '自动再试 {count} 秒',
    partFailed: '这一部分没有显示出来', partFailedTodo: '页面的其他部分不受影响；仍不行请刷新程序。', empty: '没有内容', lineSeparator: '、',
  },
  form: {
    characters: '{count} / {max}', unsaved: '有未提交的内容', savedAt: '已存本机 {time}',
    keepingFailed: { full: '存不下：本机磁盘满了，文字还在，请腾出空间', failed: '没能存到本机，文字还在，请不要关闭程序' },
    discardQuestion: '“{title}”里有没提交的内容，关闭后不再保留。', discardConfirm: '放弃并关闭', keepWriting: '继续写',
  },
  phone: { reveal: '显示', revealHint: '显示号码，会留下记录', call: '拨打' },
}
