/** Lists and reports as files. */
export default {
  button: '导出', hint: '把“{title}”导出成 XLSX 表格，按现在的条件、列和顺序',
  running: '正在导出“{title}”', saving: '正在保存“{title}”', beginning: '正在准备', rows: '{rows} 行', rowsOf: '{rows} / {total} 行', cancel: '取消',
  saved: '已导出', close: '关闭', cut: '只导出了前 {cap} 行，表格里也写明了。缩小条件后再导出其余的。',
  failed: '没有导出：{what}。什么也没有保存，可以再试一次。', busyElsewhere: '没有导出：您有另一个导出还没结束，或服务器正在做别人的导出。请稍等片刻再试。', again: '再试一次',
  notSaved: '{reason}，没有保存，磁盘上没有留下半个文件。', elsewhere: '另选位置',
}
