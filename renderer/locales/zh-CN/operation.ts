import surveyWords from '#shared/locales/zh-CN/surveyWords.ts'

/** The forms of a ticket's operations. */
export default {
  effect: '提交后会怎样', becomes: '变为', stateStays: '状态不变', close: '收起，文字会留着', cause: '原因分类', channel: '反馈渠道', choose: '请选择', noMatch: '没有相符的', listFailed: '选项没有读到', stop: '。',
  done: '{operation}成功，{no}', roundUntil: '第 {number} 轮，{at} 前', savedAt: '草稿已存 {time}', saving: '草稿保存中', sending: '正在提交', submitLabel: '提交{operation}', submitSeen: '已看改动，提交',
  stale: '工单刚被改过，还没有提交。您写的都在：', changed: '工单刚有变化：', seen: '知道了', staleUnwatched: '工单有了新版本，内容没有冲突。再点一次提交即可。',
  unanswered: '服务器没有回答。请再提交一次，不会重复。',
  noLonger: '现在不能{operation}了。', noLongerWhy: '工单的状态已经变了。您写的内容还在，可以复制。', copyText: '复制内容', escalateLevel: '升级后的投诉级别',
  content: {
    reply: '回复内容', resolve: '最终解决方案', close: '完结内容', return: '退回原因说明', request_visit: '申请原因', send_back: '打回原因说明', assist_reply: '协助回复内容', feedback: '客户反馈的内容', submit: '说明',
    cancel: '取消原因', reprocess: '重新处理的说明', evaluate: '备注', escalate: '升级说明', approve_return: '审批意见', reject_return: '不同意的原因', approve_closure: '审核意见', reject_closure: '不同意的原因', approve_visit: '审批意见', reject_visit: '不同意的原因',
  },
  reason: { return: '退回原因', send_back: '打回原因' },
  warning: {
    close: '请先确认与客户处理完毕。关闭以后不能再操作，客户再次反馈要新建工单。', return: '只退不属于本商场的客户。提交后到审批之前，商场和经销部都不能操作，误退会考核。',
    cancel: '取消后不能恢复，也不能再操作。', approve_return: '同意后商场和经销部不再看到这张工单，本次派单的时限和结果清空。',
  },
  note: {
    request_visit: '早于“建单 + 40 天”的时间由系统直接同意，更晚的由客服中心审批。', assist_reply: '协助回复不改变状态，也不计入协助方的时限。',
    resolve: '协商不成时，先与经销部形成集团认可的方案再提交。', evaluate: '有评分才结束满意度回访；没有评分，回访任务照旧。', submit: '提交后开始计时：首次联系、及时回复、及时解决。',
  },
  consequence: {
    round_timely: '提交后第 {number} 轮结束，判为及时', round_late: '提交后第 {number} 轮结束，判为未及时', round_ends: '第 {number} 轮结束，不判', round_opens: '开启第 {number} 轮回复，{days} 个工作日', assignment_opens: '新的派单和时限，{days} 个工作日内解决', assignment_returned: '派单结束，商场和经销部不再看到',
    resolve_timely: '解决判为及时', resolve_late: '解决判为未及时', resolution_void: '记录在案的解决方案作废，再次解决重新判', synced_reply: '同步为回复', synced_resolve: '同步为解决',
    request_return: '退回申请等客服中心审批', request_visit: '回访时间等客服中心审批', request_closure: '闭环申请等客服中心或经销部审核', visit_automatic: '系统直接同意', visit_moves: '回访日期改为 {at}',
    ends_return_approved: '退回申请同意', ends_return_rejected: '退回申请不同意', ends_return_superseded: '退回申请失效', ends_visit_approved: '回访申请同意', ends_visit_rejected: '回访申请不同意，日期不变', ends_visit_superseded: '回访申请失效',
    ends_closure_approved: '闭环申请同意', ends_closure_rejected: '闭环申请不同意', ends_closure_superseded: '闭环申请失效', feedback_counted: '记为第 {number} 次反馈', second_complaint: '标为二次投诉',
    type_changes: '售服变为投诉，编号和记录不变', closes: '关闭后只能再记评价', cancels: '取消后什么也不能做', dissatisfied: '计入处理不满意', withdrawn_breaches: '本次派单的违约撤回',
  },
  guard: {
    destination_set: '还没有指定商场或总部处理', no_pending_return: '退回申请还在等审批', no_pending_closure: '闭环申请还在等审核', no_pending_visit: '回访申请还在等审批', not_complaint: '投诉单不能这样完结', complaint: '只用于投诉单', service: '只用于售服单',
    before_visit: '离满意度回访日期不到 48 小时', processed: '要先处理完毕', not_processed: '已经处理完毕', return_pending: '没有等审批的退回', closure_pending: '没有等审核的闭环', visit_pending: '没有等审批的回访申请',
  },
  hint: {
    insertLabels: '填入要点', point: { done: '已写', current: '正在写', open: '还没写' },
    fiveWs: {
      title: '回复要点（5W2H）', what: { label: '何事', about: '问题，换修哪一件' }, when: { label: '何时', about: '哪天，几点到几点' }, where: { label: '何地', about: '哪个房间、哪个部位' }, who: { label: '何人', about: '谁上门，谁负责结果' },
      why: { label: '何因', about: '为什么会这样' }, how: { label: '怎么做', about: '步骤与确认' }, howMuch: { label: '多少', about: '件数、费用、谁承担' },
    },
    solution: {
      title: '最终解决方案有三种，按实际写全：',
      agreedDone: { when: '客户同意，已处理完毕', part1: '处理完毕时间', part2: '最终情况', part3: '客户感受' },
      agreedOpen: { when: '客户同意，尚未处理完毕', part1: '协商一致的时间', part2: '协商方案', part3: '客户感受', part4: '后期安排' },
      notAgreed: { when: '客户不同意，商场已有最终方案', part1: '客户最终诉求', part2: '商场最终方案', part3: '总部意见', part4: '后期安排' },
    },
  },
  visit: { requestedAt: '申请回访时间', present: '原定 {at}', type: '申请类型：{type}', decidedAt: '批准的回访时间', decisionHelp: '可以改成别的时间，以批准的为准' },
  evaluation: { processed: '是否处理完毕', processed_yes: surveyWords.processedYes, processed_no: surveyWords.processedNo, score: '满意度', noScore: '不评', reason: '客户的原因' },
  destination: { label: '派给', mall: '商场', head_office: '总部处理', reason: '总部处理的原因', department: '经销部', proposed_contract: '按合同带出', proposed_region: '按地区带出' },
}
