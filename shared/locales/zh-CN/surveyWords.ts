/** The questions of surveys and their answers. */
export default {
  kind: { survey_contact: '4 小时内联系', survey_follow_up: '2 个工作日内跟进', survey_resolution: '形成最终方案', survey_satisfaction: '满意度' },
  outcome: { yes: '是', no: '否', unreachable: '未接通' },
  processedYes: '已处理完毕', processedNo: '未处理完毕',
}
