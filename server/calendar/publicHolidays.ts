import data from 'chinese-days/dist/chinese-days.json' with { type: 'json' }

export interface PublicHoliday {
  /** A weekend day shifted to a working day, instead of a day off. */
  working: boolean
  /** Chinese name of the holiday to which the day belongs. */
  name: string
  englishName: string
}

/** Public holidays of China by day (`YYYY-MM-DD`), and the years whose arrangement they hold. */
export interface PublicHolidayData {
  days: Record<string, PublicHoliday>
  years: number[]
}

/** The data writes some names short. */
const FULL_NAMES: Readonly<Record<string, string>> = { 清明: '清明节', 端午: '端午节', 中秋: '中秋节' }

/** Each entry of the package reads `English name,Chinese name,number of statutory days`. */
function parseEntry(entry: string, working: boolean): PublicHoliday {
  const [englishName, name] = entry.split(',')
  if (!englishName || !name) throw new Error(`chinese-days: an entry that cannot be read: ${entry}`)
  return { working, name: FULL_NAMES[name] ?? name, englishName }
}

function load(): PublicHolidayData {
  const days: Record<string, PublicHoliday> = {}
  for (const [day, entry] of Object.entries(data.holidays)) days[day] = parseEntry(entry, false)
  for (const [day, entry] of Object.entries(data.workdays)) days[day] = parseEntry(entry, true)
  return { days, years: coveredYears(days) }
}

/**
 * A year is covered when its arrangement has been published, which names the National Day holiday of that October. The
 * arrangement of one year also names a few days at the end of the year before or the start of its own, so that a single
 * entry covers nothing.
 */
function coveredYears(days: Record<string, PublicHoliday>): number[] {
  const years = Object.keys(days).map((day) => Number(day.slice(0, 4)))
  return [...new Set(years)].filter((year) => days[`${year}-10-01`]?.working === false).sort((a, b) => a - b)
}

let loaded: PublicHolidayData | undefined

/** The public-holiday data of the installed `chinese-days` (`time.md`, Calendar), for `createCalendar`. */
export function publicHolidayData(): PublicHolidayData {
  loaded ??= load()
  return loaded
}
