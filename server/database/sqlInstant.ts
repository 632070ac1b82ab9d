/**
 * An instant for bound SQL, in UTC to the millisecond. Sequelize cuts the milliseconds off a `Date` among replacements;
 * only its models' columns keep them.
 */
export const sqlInstant = (instant: Date): string => instant.toISOString().replace('T', ' ').replace('Z', '')
