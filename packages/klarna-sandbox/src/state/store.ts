import type {
  EntityManager,
  EntitySchema,
  FindManyOptions,
  FindOneOptions,
  FindOptionsWhere,
  InsertResult,
  ObjectLiteral,
} from "typeorm"

/** The part of TypeORM's manager that operations use, typed by the records themselves. */
export type Store = {
  insert<T extends ObjectLiteral>(records: EntitySchema<T>, row: Partial<T>): Promise<InsertResult>
  update<T extends ObjectLiteral>(
    records: EntitySchema<T>,
    where: FindOptionsWhere<T>,
    changes: Partial<T>
  ): Promise<unknown>
  /** Inserts, or replaces what has the same primary key. */
  put<T extends ObjectLiteral>(records: EntitySchema<T>, row: T): Promise<unknown>
  find<T extends ObjectLiteral>(records: EntitySchema<T>, options?: FindManyOptions<T>): Promise<T[]>
  findOne<T extends ObjectLiteral>(records: EntitySchema<T>, options: FindOneOptions<T>): Promise<T | null>
  findOneBy<T extends ObjectLiteral>(records: EntitySchema<T>, where: FindOptionsWhere<T>): Promise<T | null>
  empty<T extends ObjectLiteral>(records: EntitySchema<T>): Promise<unknown>
  /** Reads with SQL: for lists and searches that must not load what they do not show. */
  query<Row>(sql: string, values?: readonly unknown[]): Promise<Row[]>
}

/** TypeORM's types for changes cannot express JSON of unknown shape: hence `never`, here and nowhere else. */
export const createStore = (manager: EntityManager, onWrite: () => void = () => {}): Store => ({
  insert(records, row) {
    onWrite()
    return manager.insert(records, row as never)
  },
  update(records, where, changes) {
    onWrite()
    return manager.update(records, where, changes as never)
  },
  put(records, row) {
    onWrite()
    return manager.save(records, row as never)
  },
  find: (records, options) => manager.find(records, options),
  findOne: (records, options) => manager.findOne(records, options),
  findOneBy: (records, where) => manager.findOneBy(records, where),
  empty(records) {
    onWrite()
    return manager.createQueryBuilder().delete().from(records).execute()
  },
  query: (sql, values = []) => manager.query(sql, [...values]),
})
