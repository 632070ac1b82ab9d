import words from '#shared/locales/zh-CN/surveyWords.ts'

/** The pools of survey tasks and the call page. */
export default {
  pools: '回访任务', pool: { follow_up: '跟进', resolution: '处理', satisfaction: '满意度' }, segment: '{pool} {count}', call: '回访', due: '到期',
  kind: words.kind,
  ask: { survey_contact: '商场是否在 4 小时内联系您？', survey_follow_up: '2 个工作日内是否有工作人员联系协调？', survey_resolution: '是否已形成最终处理方案？', survey_satisfaction: '是否处理完毕？是否满意？' },
  outcome: words.outcome, state: { unreachable: '未接通，已结束', ended: '已取消' },
  tried: '未接通 {count} 次', triesOf: '未接通 {count} 次，最多 {most} 次', finishedHead: '已有结果', more: '显示更早的', stale: '没有刷新到最新任务', notRead: '没有读到回访任务', callNotRead: '没有读到这位客户的回访任务',
  together: '这位客户共有 {count} 项待回访，一次电话问完', reason: '客户说的原因（可不填）', readOnly: '您没有这类工单的回访权限，只能查看。', incomplete: '请选择是否处理完毕，再选满意度', refused: '没有记录：{what}',
  send: '提交 {count} 项', sending: '正在提交', autoNext: '提交后自动打开下一位', nextOpened: '已记录，打开下一位：{name}', keys: { question: '上一题 / 下一题', customer: '下一位 / 上一位' },
  empty: { what: '没有待回访的任务', why: '到了回访时间，任务会自动出现在这里。' }, nothingOpen: { what: '这位客户没有待回访的问题', why: '结果已在工单的回访结果里。' },
  shortcut: { nextTicket: '下一位客户', previousTicket: '上一位客户', moveDown: '下一题', moveUp: '上一题', answerYes: '是、处理完毕', answerNo: '否、未处理完毕', answerUnreachable: '未接通', scores: '满意度：很满意至很不满意', openTicket: '打开工单' },
  forbidden: { what: '您没有回访权限', todo: '回访由客服中心处理。需要时请联系管理员。' },
}
