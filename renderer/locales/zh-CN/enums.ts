/** Words of the ids that the API and the rules use. */
export { default } from '#shared/locales/zh-CN/enums.ts'
