/** The breaches of a mall, in the report and in its file. */
export default {
  late_contact: '未及时联系', late_follow_up: '未及时跟进', late_process: '未及时处理', dissatisfied: '处理不满意', second_complaint: '2次及多次投诉', late_reply: '未及时回复', late_resolve: '未及时解决', wrong_return: '误退回',
}
