import words from '#shared/locales/zh-CN/ticketWords.ts'

/** The ticket page. */
export default {
  ...words,
  title: '工单', actions: '可以做的操作', hasDraft: '有没提交的草稿', newestFirst: '新的在上', filterLabel: '筛选记录',
  noOthers: '没有别的工单', noRecords: '没有这类记录',
  newFollowUp: '新建后续工单', newRecord: '{name} {operation}', updated: '{time} 更新：{what}',
  partFailed: '这一部分没有读到', howFailed: '时限的算法没有读到，刷新后再看。', unmaskFailed: '没有读到号码，请再试。', notRead: '没有读到工单', noPermission: '您的账号不能看这张工单',
  notFound: { what: '没有找到工单 {no}', todo: '编号可能不对；已退回或转给别的商场的工单，这里也看不到。', close: '关闭这一页' },
  gone: { what: '工单 {no} 已不归您查看', todo: '它刚刚被退回，或转给了别的机构。需要时请联系客服中心。', written: '您写的{operation}，没有提交', copyFailed: '没有复制成功，请选中文字后自己复制' },
  recording: { label: '播放录音', close: '收起录音', play: '播放', pause: '暂停', position: '播放位置', loading: '正在取录音', retry: '再试', unplayable: '这段录音放不出来', running: '通话中' },
  presence: { label: '也在看这张工单的人', looking: '正在看', alsoLooking: '也在看', writing: '正在写{operation}', deciding: '正在审批', more: '另有 {count} 人', place: '{organisation}，{time} 起' },
  filter: { all: '全部', feedback: '反馈', reply: '回复', resolve: '解决', close: '完结', assist: '协助', request: '退回与申请' },
  download: {
    button: '下载', menu: '下载这张工单', pdf: 'PDF（打印、存档）', xlsx: 'XLSX（表格）', json: 'JSON（程序读取）', making: '正在生成 {format}', cancel: '取消', saved: '已保存 {name}', again: '再试一次', elsewhere: '另选位置', close: '收起',
    failed: '没有下载成功：{what}', notSaved: '没有保存，磁盘上没有留下半个文件。',
    reason: { disk_full: '磁盘已满', no_right: '没有写这个文件夹的权限', in_use: '文件正被别的程序打开', other: '写入失败' },
  },
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
