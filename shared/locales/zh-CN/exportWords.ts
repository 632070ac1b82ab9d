/** What stands in a file that is made of a list or a report, beside the words of the list itself. */
export default {
  info: {
    sheet: '说明', item: '项目', value: '内容', list: '列表', match: '条件之间的关系', condition: '条件', noConditions: '没有条件', order: '顺序', columns: '列', madeAt: '导出时间', madeBy: '导出人', zone: '时区',
    rows: '导出的行数', complete: '全部', cut: '只含前 {cap} 行，其余没有导出：请缩小条件后再导出', month: '月份', marketingLine: '营销线', anyLine: '全部',
    amounts: '违约金额按导出时配置的计', phones: '号码按列表的规则隐去中间几位',
  },
  breaches: {
    title: '商场违约处理报表', list: '违约明细', code: '商场编号', mall: '商场', marketingLine: '营销线', amount: '合计（元）', total: '合计', penalty: '每次（元）', at: '发生时间', kind: '违约', no: '工单编号', type: '类型', level: '级别', state: '状态', customer: '客户', feedback: '反馈内容',
  },
}
