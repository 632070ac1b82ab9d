/** The call form and the caller's card. */
export default {
  title: { waiting: '新来电 · {who}', call: '来电 · {who}', new: '新建 · {who}', feedback: '反馈 · {who}' },
  action: { retry: '重试' },
  head: {
    blank: '新建工单', line: '{line} 号线', calledAt: '{time} 呼入', openedAt: '{time} 开始填写',
    origin: { softphone: '软电话', typed: '坐席输入号码', blank: '没有来电' },
    searching: '正在查找客户', seenHere: '本机 {time} 的资料，可能已变', notSeenHere: '离线，本机没有这位客户的资料', searchFailed: '没查到客户资料', new: '新客户', matched: '匹配 {count} 位客户', several: '匹配 {count} 位客户，请选择',
  },
  error: { choose_customer: '请在左边选定客户', mall_not_active: '商场已停业，请选总部处理', not_closed: '这张工单还没有关闭', unknown: '没有这一项，请重新选择' },
  side: { label: '来电客户' },
  customer: {
    address: '地址', otherPhones: '备用', phones: '号码', notThis: '不是本人', unknownNumber: '来电号码不在他名下', addNumber: '加入号码', newPhone: '新的号码',
    removePhone: '移除 {phone}', stale: '资料刚被别人改过，请再试一次', openCount: '未闭环 {count}', contractCount: '合同 {count}',
    several: '同一号码有 {count} 位客户', severalHint: '↑ ↓ 移动，Enter 选定', none: '都不是，按新客户填写',
    newTitle: '没有用过这个号码的客户', newText: '按新客户填写，保存工单时一并建立客户资料。也可以按姓名、合同或地址再找一次。',
    blankTitle: '还没有来电号码', blankText: '填好来电号码后自动查找客户。', searchTitle: '按资料查找', search: '姓名、合同号、地址', nothing: '没有找到', found: '找到的客户',
  },
  contract: { title: '合同', installed: '{month} 安装' },
  open: { title: '未闭环工单', none: '没有未闭环的工单', feedback: '加反馈', reply: '回复{remaining}', resolve: '解决{remaining}' },
  recent: { title: '最近通话', none: '没有通话记录', missed: '未接', running: '通话中', nobody: '无人接听' },
  field: {
    phone: '来电号码', name: '客户姓名', customerType: '客户类型', contract: '合同', mall: '商场', headOfficeReason: '总部处理原因', department: '经销部', region: '省市区', address: '详细地址',
    words: '客户说的话', type: '类型', level: '级别', cause: '原因分类', brand: '品牌', category: '品类', salesChannel: '销售渠道', feedbackChannel: '反馈渠道',
    responsibleParty: '集团内部责任方', assistants: '协助回复方', followUpOf: '关联已关闭工单',
  },
  placeholder: {
    contract: '选择合同', contractNew: '合同号，没有就空着', mall: '编号、名称或首字母', region: '省 / 市 / 区', cause: '选择，或输入首字母', salesChannel: '选择渠道', later: '可稍后补',
    assistants: '可多选，不计入统计', followUpOf: '旧问题再次发生时选',
  },
  hint: { typeKeys: 'Alt T S Z', levelKeys: 'Alt J' },
  proposal: { contract: '按合同推荐', region: '按地区推荐' },
  headOffice: { label: '总部处理', note: '没有商场可派' },
  duplicate: { what: '同一客户有未闭环{type} {no}。', advice: '还是同一处问题就加反馈，不再建单。', feedback: '改为加反馈', dismiss: '是新问题' },
  form: {
    label: '新建工单', save: '保存', saving: '正在保存', submit: '保存并提交', submitting: '正在提交', keptAsTyped: '边写边存',
    afterSave: '保存后', afterSubmit: '提交后', receiver: '交给{receiver}',
  },
  feedback: {
    title: '加反馈', label: '给 {no} 加反馈', back: '改为新建工单', lastWords: '上次的反馈', words: '客户说的话', after: '状态', send: '提交反馈', sendAgain: '按现在的工单再提交',
    changedState: '状态', changedWords: '最新反馈', staleTodo: '您写的内容还在，看过改动后再提交。', finished: '这张工单刚刚结束，不能再加反馈',
    finishedTodo: '可以新建一张关联它的工单，写好的内容会带过去。', followUp: '新建关联工单', followUpNote: '已关联 {no}，请核对后提交',
  },
  accepted: { what: '上次的提交服务器已经收下，编号 {no}。', todo: '之后改的内容没有写进去，请打开工单补充。', open: '打开工单' },
  done: { saved: '{no} 已保存，{state}', submitted: '{no} 已提交，{state}', feedback: '{no} 已加反馈，{state}' },
}
