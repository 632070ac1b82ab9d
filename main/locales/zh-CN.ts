/** Texts that the main process shows itself; the page has its own. */
export const chinese = {
  windowTitle: '客服工单系统',
  serverUnreachable: '无法连接服务器',
  wrongServerUrl: '环境变量 GONGDAN_SERVER_URL 不是有效的服务器地址（例：http://127.0.0.1:8080）',
  tray: {
    open: '打开客服工单系统', newTicket: '新建工单', doNotDisturb: '勿扰', program: '关于与设置', quit: '退出',
    unread: (count: number) => `${count} 条未读消息`, waitingCalls: (count: number) => `${count} 个来电未看`, nothing: '没有未读消息',
  },
  closing: { message: '程序会留在任务栏右端的托盘里', detail: '来电和消息照常提醒。点托盘图标再打开；以后关闭窗口不再提示，可在“关于与设置”里改。', stay: '留在托盘', quit: '退出程序' },
  quitting: { message: '还有内容没有存到这台电脑上', detail: (forms: number) => `${forms} 个表单的最新内容还没有写入磁盘，现在退出会丢失。`, stay: '继续编辑', quit: '仍要退出' },
}

export type MainTexts = typeof chinese
