/** The desktop program about itself. */
export default {
  title: '关于与设置', version: '版本 {version}', menu: '关于与设置',
  update: {
    title: '更新', chip: '新版本 {version} 已就绪', check: '检查更新', install: '安装并重启', unknown: '正在读取更新状态', checking: '正在检查更新', notYet: '还没有检查过', newest: '已是最新版本。上次检查：', failed: '上次检查没有成功，稍后会再试：',
    downloading: '正在下载 {version}，{percent}%', ready: '{version} 已下载好。退出程序时安装，也可以现在安装。',
    off: { no_feed: '没有配置更新地址，不检查更新。', unsafe_feed: '更新地址不是 https，不检查更新。', not_installed: '这个程序没有安装，不检查更新。' },
    hindered: '现在不能安装：', and: '、',
    hindrance: { in_call: '正在通话', calls_waiting: '有来电未看', unsaved_forms: '有内容没有存到这台电脑上', sending: '正在发送' },
  },
  settings: {
    title: '本机设置', closeToTray: '关闭窗口时留在托盘', startAtLogin: '登录系统后自动启动（在托盘里）', serverUrl: '服务器地址', updateUrl: '更新地址', save: '保存', saveServer: '保存并重新载入',
    fixed: '由环境变量规定，这里不能改。', serverHelp: '换了服务器要重新登录；写到一半的内容留在原来的服务器名下。', updateHelp: '不填就用安装包自带的地址。只用 https。', wrongAddress: '请填写 http 或 https 开头的地址，例如 https://gongdan.example.com',
  },
  diagnostics: {
    title: '诊断', what: '版本、设置、待发数量和最近的日志，供技术支持查看；没有客户资料、正文、密码或令牌。', copy: '复制诊断信息', copied: '已复制 {lines} 行诊断信息', failed: '没有成功，请再试一次', showLogs: '打开日志文件夹',
  },
}
