import { FindOperator, type EntityMetadata, type ObjectLiteral } from "typeorm"
import type { Value } from "./connection"

type Column = {
  readonly name: string
  isPrimary: boolean
  isGenerated: boolean
  encode(value: unknown): Value
  decode(value: Value): unknown
}

/** A record's table as SQL: what TypeORM's schema says, written down once. */
export type Table = {
  name: string
  columns: readonly Column[]
  select: string
  toRecord<T>(row: readonly Value[]): T
  /** Columns and values of what is given; what is undefined is left out. */
  toRow(record: ObjectLiteral): { columns: Column[]; values: Value[] }
  /** @returns undefined when only TypeORM knows how to ask for this */
  where(conditions: unknown): Clause | undefined
  /** @returns undefined when only TypeORM knows how to ask for this */
  order(order: unknown): string | undefined
}

export type Clause = { sql: string; values: Value[] }

export const quoted = (name: string) => `"${name}"`

export function toTable(metadata: EntityMetadata): Table {
  const name = metadata.tableName
  const columns = metadata.columns.map(({ databaseName, isPrimary, isGenerated, type }): Column => ({
    name: databaseName,
    isPrimary,
    isGenerated,
    ...codecOf(String(type)),
  }))
  const byName = new Map(columns.map((column) => [column.name, column]))
  return {
    name,
    columns,
    select: `SELECT ${columns.map((column) => quoted(column.name)).join(", ")} FROM ${quoted(name)}`,
    toRecord<T>(row: readonly Value[]) {
      const record: ObjectLiteral = {}
      for (let index = 0; index < columns.length; index += 1) {
        const column = columns[index] as Column
        record[column.name] = column.decode(row[index] ?? null)
      }
      return record as T
    },
    toRow(record) {
      const given = columns.filter((column) => record[column.name] !== undefined)
      return { columns: given, values: given.map((column) => column.encode(record[column.name])) }
    },
    where: (conditions) => whereClause(conditions, byName),
    order: (order) => orderClause(order, byName),
  }
}

type Codec = Pick<Column, "encode" | "decode">

const asIs: Codec = { encode: (value) => (value ?? null) as Value, decode: (value) => value }

const codecs: Readonly<Record<string, Codec>> = {
  text: asIs,
  integer: asIs,
  boolean: {
    encode: (value) => (value === null ? null : Number(value)),
    decode: (value) => (value === null ? null : value === 1),
  },
  "simple-json": {
    encode: (value) => (value === null ? null : JSON.stringify(value)),
    decode: (value) => (typeof value === "string" ? JSON.parse(value) : value),
  },
}

function codecOf(type: string): Codec {
  const codec = codecs[type]
  if (!codec) throw new Error(`The store cannot keep columns of type ${type}`)
  return codec
}

const COMPARISONS: Readonly<Record<string, string>> = {
  equal: "=",
  lessThan: "<",
  lessThanOrEqual: "<=",
  moreThan: ">",
  moreThanOrEqual: ">=",
}

function whereClause(conditions: unknown, columns: ReadonlyMap<string, Column>): Clause | undefined {
  if (conditions === undefined) return { sql: "", values: [] }
  if (Array.isArray(conditions)) return undefined
  const parts: string[] = []
  const values: Value[] = []
  for (const [name, condition] of Object.entries(conditions as object)) {
    const column = columns.get(name)
    const comparison = toComparison(condition)
    if (!column || !comparison) return undefined
    parts.push(`${quoted(name)} ${comparison.sql}`)
    values.push(...comparison.values.map(column.encode))
  }
  return { sql: parts.length === 0 ? "" : ` WHERE ${parts.join(" AND ")}`, values }
}

function toComparison(condition: unknown): { sql: string; values: unknown[] } | undefined {
  if (!(condition instanceof FindOperator)) {
    return isComparable(condition) ? { sql: "= ?", values: [condition] } : undefined
  }
  const value: unknown = condition.value
  if (condition.type === "in" && Array.isArray(value)) {
    return value.every(isComparable)
      ? { sql: `IN (${value.map(() => "?").join(", ")})`, values: value }
      : undefined
  }
  const operator = COMPARISONS[condition.type]
  return operator && isComparable(value) ? { sql: `${operator} ?`, values: [value] } : undefined
}

const isComparable = (value: unknown) => ["string", "number", "boolean"].includes(typeof value)

function orderClause(order: unknown, columns: ReadonlyMap<string, Column>): string | undefined {
  const entries = Object.entries((order ?? {}) as object)
  const isKnown = ([name, direction]: [string, unknown]) =>
    columns.has(name) && (direction === "ASC" || direction === "DESC")
  if (!entries.every(isKnown)) return undefined
  const parts = entries.map(([name, direction]) => `${quoted(name)} ${direction}`)
  return parts.length === 0 ? "" : ` ORDER BY ${parts.join(", ")}`
}
