import { DataTypes, type Model, type ModelAttributeColumnOptions, type ModelStatic, type Sequelize } from 'sequelize'

/** A column: how Sequelize knows it, and how a raw row's value becomes the value of type `T`. */
export interface Column<T> {
  attribute: ModelAttributeColumnOptions
  decode?(raw: unknown): T
  encode?(value: T): unknown
}

export type Columns = Record<string, Column<unknown>>
export type RowOf<C> = { [Name in keyof C]: C[Name] extends Column<infer T> ? T : never }

const column = <T>(type: ModelAttributeColumnOptions['type'], extra: Partial<Column<T>> = {}): Column<T> => ({ attribute: { type, allowNull: false }, ...extra })

export const key = (): Column<number> => ({ attribute: { type: DataTypes.BIGINT, primaryKey: true, autoIncrement: true } })
export const reference = (): Column<number> => column(DataTypes.BIGINT)
export const integer = (): Column<number> => column(DataTypes.INTEGER)
export const text = <T extends string = string>(): Column<T> => column(DataTypes.TEXT)
export const bytes = (): Column<Buffer> => column(DataTypes.BLOB)
export const instant = (): Column<Date> => column(DataTypes.DATE(3))
export const day = (): Column<string> => column(DataTypes.DATEONLY)
/** DECIMAL comes as text from the driver; amounts fit a double exactly enough for two decimals. */
export const amount = (): Column<number> => column(DataTypes.DECIMAL(12, 2), { decode: (raw) => Number(raw) })
export const flag = (): Column<boolean> => column(DataTypes.BOOLEAN, { decode: (raw) => Boolean(raw) })
export const json = <T>(): Column<T> =>
  column<T>(DataTypes.TEXT, { decode: (raw) => (typeof raw === 'string' ? JSON.parse(raw) : raw) as T, encode: (value) => JSON.stringify(value) })

export const primary = <T>(given: Column<T>): Column<T> => ({ ...given, attribute: { ...given.attribute, primaryKey: true } })

export function nullable<T>(given: Column<T>): Column<T | null> {
  const { decode, encode } = given
  return {
    attribute: { ...given.attribute, allowNull: true },
    ...(decode ? { decode: (raw: unknown) => (raw === null || raw === undefined ? null : decode(raw)) } : {}),
    ...(encode ? { encode: (value: T | null) => (value === null ? null : encode(value)) } : {}),
  }
}

/** A table as the code knows it: its Sequelize model and the type of its rows. */
export interface Table<C extends Columns> {
  name: string
  columns: C
  sequelize: Sequelize
  /** Attribute → column. */
  fieldOf: Record<string, string>
  model: ModelStatic<Model<RowOf<C>, Partial<RowOf<C>>>>
  /** Turns a raw row (any subset of the columns) into typed values, in place. */
  decode: (raw: Record<string, unknown>) => RowOf<C>
  /** The counterpart for writing. */
  encode: (row: Partial<RowOf<C>>) => Record<string, unknown>
}

/** Defines the Sequelize model of a table; attributes are camelCase, columns snake_case. */
export function defineTable<C extends Columns>(sequelize: Sequelize, name: string, columns: C): Table<C> {
  const attributes = Object.fromEntries(Object.entries(columns).map(([attribute, { attribute: options }]) => [attribute, { ...options }]))
  const model = sequelize.define(name, attributes, { tableName: name, timestamps: false, underscored: true }) as Table<C>['model']
  const decoders = Object.entries(columns).filter(([, { decode }]) => decode) as [string, Required<Column<unknown>>][]
  const encoders = Object.entries(columns).filter(([, { encode }]) => encode) as [string, Required<Column<unknown>>][]
  const fieldOf = Object.fromEntries(Object.entries(model.getAttributes()).map(([attribute, { field }]) => [attribute, field ?? attribute]))
  return {
    name, columns, model, sequelize, fieldOf,
    decode: (raw) => {
      for (const [attribute, { decode }] of decoders) if (attribute in raw) raw[attribute] = decode(raw[attribute])
      return raw as RowOf<C>
    },
    encode: (row) => {
      const encoded: Record<string, unknown> = { ...row }
      for (const [attribute, { encode }] of encoders) if (attribute in encoded && encoded[attribute] !== undefined) encoded[attribute] = encode(encoded[attribute])
      return encoded
    },
  }
}
