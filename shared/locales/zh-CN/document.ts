/** What only the file of a ticket says; the rest of its words are those of the page. */
export default {
  section: { ticket: '工单', related: '关联工单', attachments: '附件' },
  page: '第 {page} / {pages} 页',
  made: '{at} 由 {name} 下载',
  zone: '时间按 {zone}',
  missing: '字体里没有的字以“{sign}”代替，原字见 XLSX 或 JSON 文件。',
  none: { records: '没有跟进记录', calls: '没有通话', log: '没有操作记录', attachments: '没有附件', related: '没有关联的工单' },
  label: { no: '编号', createdAt: '建单时间', createdBy: '建单人', submittedAt: '提交时间', closedAt: '关闭时间', feedbackCount: '反馈次数', flags: '标记', contractNo: '合同', pendingRequest: '待审批' },
  column: {
    section: '部分', item: '项目', value: '内容', at: '时间', operation: '操作', by: '机构与人', content: '内容', note: '说明', calledAt: '来电时间', channel: '渠道',
    deadline: '时限', start: '起点', dueAt: '到期', outcome: '结果', how: '怎么算的', agent: '坐席', phone: '号码', length: '时长', recording: '录音',
    who: '操作人', role: '身份', state: '状态', changes: '改动', file: '文件', fileType: '类型', size: '大小', record: '所属记录',
  },
  sheet: { ticket: '工单', records: '跟进', deadlines: '时限', calls: '通话', attachments: '附件', log: '操作记录' },
  request: '{name} 于 {at} 申请', requestedVisit: '申请的日期 {at}', running: '计时中', called: '{at} 来电', file: '附件：{name}（{size}）', notShown: '（未能放入）',
  provisional: '节假日公布后可能重算。', change: '{field}：{before} → {after}', set: '{field}：{after}', changeSeparator: '；',
}
