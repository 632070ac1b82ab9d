/** The search box and what it found. */
export default {
  placeholder: '编号、电话、客户、合同、反馈内容', results: '搜索结果', searching: '正在查找', searchingTexts: '正在查找反馈与跟进',
  group: { number: '工单编号', phone: '电话', customer: '客户', contract: '合同', person: '客户资料', text: '反馈与跟进' },
  openExact: '打开工单 {no}', takeCall: '用 {phone} 受理来电', openTickets: '{count} 张未完结', noContract: '没有合同', voided: '已作废',
  allHits: { phone: '在全部工单里看这个电话的全部工单', customer: '在全部工单里看全部结果', contract: '在全部工单里看全部结果', text: '在全部工单里看全部结果' },
  moreNumbers: '还有更多，多输入几位可以缩小范围',
  incomplete: '这些字太常见，只找了较新的工单，多写几个字可以找得更准', indexing: '较早的工单还在建立索引，按文字可能还查不到',
  tooShort: { digits: '编号或电话至少输入 4 位数字', text: '至少输入连在一起的 2 个字' },
  nothing: '没有找到“{text}”', nothingTodo: '可以输入工单编号的开头或末尾、电话的末尾（至少 4 位），客户姓名，合同编号，或反馈、回复里写到的字。',
  failed: '没有查到：{what}', retry: '再试', keysMove: '移动', keysOpen: '打开', keysClose: '关闭',
}
