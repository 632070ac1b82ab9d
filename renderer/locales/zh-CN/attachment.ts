/** Files of a form and of a record. */
export default {
  label: '附件', list: '附件列表', add: '添加', addOrPaste: '添加，或粘贴截图', camera: '拍照', choose: '选择文件', limits: '最多 {count} 个，每个不超过 {size}，可以拖进来或粘贴',
  drop: '松开鼠标，添加为附件', screenshot: '截图 {time}.png', remove: '移除 {name}', retry: '重试 {name}', retryShort: '重试', dismiss: '知道了',
  added: '已添加 {name}', removed: '已移除 {name}',
  state: { waiting: '等待上传', sending: '已传 {percent}%', interrupted: '连不上服务器，恢复后接着传', lost: '上次没有传完，请重新添加' },
  refused: '“{name}”没有添加：{reason}。',
  refusal: { too_many: '最多 {count} 个附件', empty: '是空文件', too_large: '超过 {size}', wrong_type: '不支持这种文件，请换成图片、视频、录音、PDF 或 Office 文件' },
  failed: {
    unsupported_media_type: '文件内容不是支持的类型', too_large: '文件太大', validation_failed: '服务器不接受这个文件', unauthenticated: '登录已过期，没有传上', not_found: '没有传上',
    conflict: '没有传上', unreadable: '读不到这个文件', ipc_disk_full: '这台电脑的磁盘满了，没有存下', ipc_failed: '没有存到这台电脑', unknown: '没有传上',
  },
  sending: '附件上传中 {percent}%', blocked: '有附件没有传上，请重试或移除后再提交。', blockedOffline: '连不上服务器，附件还没传完。内容都在，恢复后再提交。',
  openPicture: '查看图片 {name}', pictureFailed: '{name} 没有读到，点一下再读', downloading: '正在下载', downloadFailed: '“{name}”没有下载成功。{reason}',
  viewer: { label: '图片：{name}', position: '{index} / {count}', previous: '上一张', next: '下一张', zoomIn: '放大', zoomOut: '缩小', fit: '适合窗口', close: '关闭', download: '下载', failed: '图片没有读到。', loading: '正在读取图片' },
}
