/** Messages in the program: what happened to which ticket. */
export default {
  title: '消息', bell: '消息，{count} 条未读', unread: '未读', allRead: '全部标为已读', more: '更早的消息', by: '由 {name}', count: '{count} 条未读',
  empty: { what: '没有消息', text: '有需要您处理或知道的事，会马上出现在这里。' },
  problem: { read: '没有读到新的消息。', mark: '没有标为已读，请再试一次。' },
  event: {
    submitted: '新工单', handed_back: '工单转回，请继续处理', reply_due_soon: '回复即将到期', resolve_due_soon: '解决即将到期', reply_overdue: '回复已逾期', resolve_overdue: '解决已逾期',
    return_decided: '退回申请已审批', visit_decided: '回访时间申请已审批', closure_decided: '闭环申请已审批', survey_breach: '回访记一次违约', dissatisfied: '客户对处理不满意',
    return_requested: '申请退回', visit_requested: '申请提前/延期回访', closure_requested: '申请闭环',
    replied: '商场已回复', resolved: '商场已解决', closed: '工单已完结', assist_assigned: '请您协助回复',
  },
}
