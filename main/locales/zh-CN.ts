/** Texts that the main process shows itself; the page has its own. */
export const chinese = {
  windowTitle: '客服工单系统',
  serverUnreachable: '无法连接服务器',
  wrongServerUrl: '环境变量 GONGDAN_SERVER_URL 不是有效的服务器地址（例：http://127.0.0.1:8080）',
}

export type MainTexts = typeof chinese
