/** Words of the ids that the API and the rules use. */
export { default } from '#shared/locales/en-US/enums.ts'
