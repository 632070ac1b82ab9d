/**
 * Column types that every table spells the same way. JSON is kept as text: MySQL and MariaDB hand their JSON columns back
 * differently, and no query looks inside.
 */

/** Ids of the program: enumerations, codes, keys. Compared byte by byte. */
export const code = (length: number): string => `VARCHAR(${length}) CHARACTER SET ascii COLLATE ascii_bin`
/** An instant in UTC to the millisecond. */
export const instant = 'DATETIME(3)'
export const reference = 'BIGINT UNSIGNED'
export const key = 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY'
export const flag = 'TINYINT(1)'
export const tableOptions = 'ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci'

export const createTable = (name: string, lines: readonly string[]): string =>
  `CREATE TABLE ${name} (\n  ${lines.join(',\n  ')}\n) ${tableOptions}`
