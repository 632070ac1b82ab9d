import words from '#shared/locales/zh-CN/listWords.ts'

/** The lists: tabs, groups and what stands around every table. */
export default {
  tab: words.tab, column: words.column, operator: words.operator, operatorOfTime: words.operatorOfTime, field: words.field, order: words.order,
  group: { handling: '处理', timeliness: '时效', approval: '审批', survey: '回访', figures: '统计', administration: '管理' },
  columnName: { type: '类型 · 级别', feedbackCount: '反馈次数' },
  columns: {
    title: '表格显示列', reset: '恢复默认', find: '查找列', none: '没有这样的列', fixed: '固定显示', handle: '移动列：{column}', handleHint: '拖动，或用 ↑ ↓ 移动、← → 改列宽', edge: '拖动改列宽，双击恢复',
    movedTo: '{column}移到第 {place} 列，共 {count} 列', isStandard: '已恢复默认的列', hint: '拖动调整顺序，在表头拖动列宽。', keys: '键盘：↑ ↓ 改顺序，← → 改列宽。', follows: '设置随账号保存，换电脑也一样。',
    savedLater: '列设置还没有存到服务器，会自动再试。', notSaved: '列设置没有存到服务器，只在这台电脑上有效。',
  },
  saved: {
    title: '我的查询', saveThis: '保存为查询', saveNow: '保存现在的查询', nothingToSave: '先设好条件或排序，就可以保存为查询。', none: '还没有保存的查询', reading: '正在读取', failed: '没有读到：{what}',
    group: { own: '我保存的', shared: '同事共享的', elsewhere: '其他列表的' }, name: '名称', share: '同事也能用', replace: '换成现在的条件', overwrites: '已有同名的查询，保存会换掉它的条件。', change: '修改', changeNamed: '修改查询：{name}',
    remove: '删除', removeNamed: '删除查询：{name}', ask: '删除查询“{name}”？', removed: '已删除查询“{name}”', done: '已保存查询“{name}”', sharedMark: '共享', applied: '正在用', misfit: '别的版本保存的，现在不能用',
    fault: { empty: '请填写名称', taken: '这个名称已经用过', too_many: '最多保存 100 个查询，先删掉一些', too_long: '条件太长，不能保存', unfit: '名称里有不能用的字符', gone: '这个查询已在别处删除，再保存一次就新建' },
  },
  count: '{count} 张',
  overdueChip: '已逾期 {count}', dueSoonChip: '4 小时内到期 {count}', chipHint: '只看这些工单',
  head: { advanced: '高级查询', sortBy: '按{column}排序', selectAll: '选择这一页的全部工单', select: '选择工单 {no}', unreadMark: '未查阅', headOffice: words.headOffice },
  filter: {
    label: '筛选', type: '类型', no: '工单编号', phone: '来电号码', mall: '商场', creator: '创建人', any: '全部', me: '我', phoneTooShort: '至少 4 位数字',
    noMall: '没有这个商场', mallsFailed: '商场没有读到，请再打开一次', show: '筛选', showCount: '筛选 {count}', hide: '收起筛选',
  },
  query: {
    ...words.condition,
    label: '高级查询条件', matchLabel: '条件之间的关系', add: '添加条件', apply: '确定', clear: '清除全部', field: '字段', operator: '比较', value: '值', upper: '到',
    removeChip: '去掉条件：{condition}', editChip: '修改条件：{condition}', full: '最多 30 个条件',
    several: '可以填几个，回车分隔', none: '没有可选的内容', failed: '选项没有读到', time: '选择日期和时间',
  },
  fault: { incomplete: '请填写值', wrong_order: '前一个要小于后一个', phone_too_short: '至少 4 位数字', text_too_short: '至少连着的 2 个字', invalid: '这个值不合适' },
  fieldGroup: { ticket: '工单', customer: '客户', handling: '处理', product: '产品与渠道', time: '时间', result: '结果' },
  foot: {
    range: '第 {from}–{to} 张，共 {total} 张，{order}', rangeShort: '第 {from}–{to} 张，共 {total} 张', totalZero: '共 0 张', move: '移动', open: '打开', nextPrevious: '下一张 / 上一张', select: '选择', selected: '已选 {count} 张', copyNumbers: '复制编号', clearSelection: '取消选择',
    numbersCopied: '已复制 {count} 个编号', refreshFailed: '没有更新到：{what}', showLast: '看上次的结果', pages: '翻页', loaded: '{tab}，{total} 张', copyFailed: '没有复制到剪贴板',
  },
  table: { label: '{tab}，方向键移动，回车打开' },
  problem: { what: '没有读到工单', retry: '{what}，{count} 秒后自动再试。您写的内容都在，可以继续接电话、写工单。', plain: '{what}。{todo}', cancelled: '已取消读取', cancelledTodo: '条件还在，需要时再读一次。', readAgain: '重新读取' },
  forbidden: { what: '您的账号没有这个列表', todo: '这个列表不属于您的角色，需要时请联系管理员。' },
  empty: {
    all: '还没有提交过的工单', pending: '没有待提交的工单', unread: '没有未查阅的工单', unreplied: '没有未回复的工单', replied: '没有已回复、待解决的工单', resolved: '没有已解决、待关闭的工单', open: '没有未闭环的工单',
    closed: '没有已关闭的工单', cancelled: '没有已取消的工单', returned: '没有已退回的工单', late_reply: '没有未及时回复的工单', late_resolve: '没有未及时解决的工单', late_contact: '没有未及时联系的工单',
    late_follow_up: '没有未及时跟进的工单', late_process: '没有未及时处理的工单', dissatisfied: '没有不满意的工单', figures: '没有这样的工单',
  },
  emptyText: {
    all: '提交之后的工单会出现在这里。', pending: '保存了还没有提交的工单会出现在这里。', unread: '有新动态、您还没有打开看过的工单会出现在这里。', unreplied: '提交给商场、等待回复的工单会出现在这里。',
    replied: '商场回复之后、解决之前的工单会出现在这里。', resolved: '商场解决之后、关闭之前的工单会出现在这里。', open: '未回复、已回复和已解决的工单会出现在这里。', closed: '完结的工单会出现在这里。', cancelled: '取消的工单会出现在这里。',
    returned: '同意退回、等待重新提交的工单会出现在这里。', late_reply: '过了及时回复时间才回复或仍没回复的工单会出现在这里。', late_resolve: '过了及时解决时间才解决或仍没解决的工单会出现在这里。', late_contact: '回访结果为“否”的工单会出现在这里。',
    late_follow_up: '跟进回访结果为“否”的工单会出现在这里。', late_process: '处理回访结果为“否”的工单会出现在这里。', dissatisfied: '评价为不太满意或很不满意的工单会出现在这里。', figures: '首页统计里的工单会出现在这里：提交过、没有取消的。',
  },
  emptyFiltered: { what: '没有符合条件的工单', todo: '现在只看：{conditions}' },
}
