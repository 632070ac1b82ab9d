import type { ErrorCode } from '#shared/contract/errors.ts'

/** Titles of problems for people, in the language they ask for (`api.md`); programs compare the codes. */
const TITLES: Record<ErrorCode, { 'zh-CN': string; en: string }> = {
  bad_request: { 'zh-CN': '请求无法识别', en: 'The request cannot be understood' },
  unauthenticated: { 'zh-CN': '请先登录', en: 'Please sign in' },
  forbidden: { 'zh-CN': '没有权限', en: 'You may not do this' },
  not_found: { 'zh-CN': '未找到', en: 'Not found' },
  method_not_allowed: { 'zh-CN': '不支持此请求方法', en: 'This method is not supported here' },
  operation_not_allowed: { 'zh-CN': '当前状态不允许此操作', en: 'This operation is not possible now' },
  stale_version: { 'zh-CN': '数据已被他人更新', en: 'Somebody else has changed this in the meantime' },
  idempotency_conflict: { 'zh-CN': '同一请求标识对应了不同内容', en: 'The same key was used for another request' },
  conflict: { 'zh-CN': '与现有数据冲突', en: 'This conflicts with existing data' },
  wrong_offset: { 'zh-CN': '上传位置与服务器已收到的不符', en: 'This part does not continue what has been received' },
  hash_mismatch: { 'zh-CN': '文件内容与校验值不符，需重新上传', en: 'The content does not have the announced hash; it has to be sent anew' },
  too_large: { 'zh-CN': '请求内容过大', en: 'The request is too large' },
  unsupported_media_type: { 'zh-CN': '不支持的内容类型', en: 'This type of content is not supported' },
  validation_failed: { 'zh-CN': '提交的内容有误', en: 'Some of what was sent is not valid' },
  query_too_broad: { 'zh-CN': '查询范围太大，请增加条件缩小范围', en: 'This query takes too long; please narrow it' },
  rate_limited: { 'zh-CN': '操作过于频繁，请稍后再试', en: 'Too many tries; please wait' },
  internal_error: { 'zh-CN': '服务器内部错误', en: 'The server has failed' },
  recording_unavailable: { 'zh-CN': '电话系统没有给出录音，请稍后再试', en: 'The telephone system does not give the recording; please try later' },
  database_unavailable: { 'zh-CN': '数据库暂时不可用，请稍后再试', en: 'The database is unavailable for the moment' },
  storage_full: { 'zh-CN': '服务器存储空间不足，请稍后再试', en: 'The server has no room left for files; please try later' },
  server_unreachable: { 'zh-CN': '无法连接服务器', en: 'The server cannot be reached' },
}

/** @param language what `Accept-Language` prefers; anything but English is answered in Chinese */
export const titleOf = (code: ErrorCode, language: string): string => TITLES[code][language === 'en' ? 'en' : 'zh-CN']
