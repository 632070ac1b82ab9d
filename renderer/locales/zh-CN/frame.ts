/** The frame around all pages, and signing in. */
export default {
  nav: {
    label: '工单导航', newTicket: '新建工单', home: '首页', fold: '收起导航', unfold: '展开导航', openDrawer: '打开导航', closeDrawer: '关闭导航', foldGroup: '{group}：收起或展开',
    skipToContent: '跳到正文',
  },
  connection: { online: '在线', offline: '离线', barTitle: '网络断开 {span}。', barText: '写好的内容都在本页里，恢复后再提交；时限从服务器受理时算起。', barTextOutbox: '照常填写，保存后进入发件箱，恢复后按先后自动发出；时限从服务器受理时算起，来电时间保留。', retry: '现在再试' },
  live: {
    label: '实时更新', live: '实时更新已开：别人的改动马上出现', connecting: '正在连接实时更新；这时每隔一会儿读一次', waiting: '实时更新断开，正在重连；这时每隔一会儿读一次', ended: '实时更新已停；每隔一会儿读一次',
    liveShort: '已开', connectingShort: '正在连接', waitingShort: '断开，正在重连', endedShort: '已停',
  },
  call: { ringing: '来电', talking: '通话中', missed: '未接', idle: '示闲' },
  person: {
    label: '我的账号', theme: '主题', themeSystem: '跟随系统', themeLight: '浅色', themeDark: '深色', language: '语言', shortcuts: '快捷键', signOut: '退出登录',
    notifications: '桌面通知', notify: '显示', doNotDisturb: '勿扰', allowNotifications: '在这个浏览器里显示桌面通知',
    organisation: '机构', account: '账号',
  },
  language: { 'zh-CN': '简体中文', 'en-US': 'English' },
  workspace: {
    tabs: '打开的页面', closeTab: '关闭 {title}', noTab: '没有打开的页面', noTabHint: '从左边选一个列表，或按 {keys} 新建工单。', noTabHintReader: '从左边选一个列表。',
    newTicket: '新建工单', unavailable: '这个页面打不开', unavailableHint: '请关闭后重新打开；仍不行请刷新程序。', closeThis: '关闭这一页',
  },
  noModule: {
    title: '工单', what: '您的账号没有工单模块',
    todo: '账号 {organisation} / {account} 不是商场管理员、售服负责人或售服对接人。请本商场管理员在“人员授权”里添加。',
    todoOther: '账号 {organisation} / {account} 没有可以查看工单的角色。请管理员添加。',
  },
  signIn: {
    title: '登录', intro: '受理、处理、监督、预警、闭环、统计，都在一处。', organisation: '机构编码', account: '账号', password: '密码', remember: '记住机构编码', submit: '登录', submitting: '正在登录',
    organisationRequired: '请填写机构编码', accountRequired: '请填写账号', passwordRequired: '请填写密码', retryAfter: '{count} 秒后可以再试',
    expired: '登录已过期，请重新登录。写到一半的内容会留着。',
    demoTitle: '演示账号', demoText: '只在演示数据上可用，密码都是 {password}。选一个填好。',
    helpTitle: '登录遇到问题', helpOrganisation: '机构编码：商场是商场编号，经销部和制造线用各自的编码，客服中心是 HQ。', helpPassword: '忘记密码请联系本机构的管理员重置。', helpLocked: '连续输错会被暂停片刻，页面会写明还要等多久。',
    serverVersion: '服务器版本 {version}', serverUnknown: '还没有连上服务器',
  },
  demo: { agent: '坐席', approver: '审批', surveyor: '回访', admin: '管理员', departmentSouth: '经销部南区', departmentNorth: '经销部北区', line: '制造一线', mall: '商场', mallContact: '售服对接人', sales: '没有工单模块' },
  shortcut: {
    title: '快捷键', focusSearch: '搜索', newTicket: '新建工单', toggleNavigation: '收起或展开导航', closeTab: '关闭当前页', nextTab: '下一页签', previousTab: '上一页签',
    general: '通用', approvals: '审批', surveys: '回访',
    showShortcuts: '查看快捷键', submit: '提交', save: '保存',
  },
}
