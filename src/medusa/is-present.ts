/**
 * What a query's list holds of an entry that is gone: `null` for a row without its other half, `undefined` for a link
 * whose end was made or deleted while the query read it.
 */
export const isPresent = <Value>(value: Value | null | undefined): value is Value => value != null
