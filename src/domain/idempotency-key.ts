import { v5 } from "uuid"

/** Fixed for this plugin: changing it would make retries of stored operations look new to Klarna. */
const NAMESPACE = "6f6d2c58-0a58-5e0b-9b1c-3f1d4c7f6a21"

/**
 * The key of one intended effect at Klarna: the same on every retry of that row, also after a crash.
 *
 * @param operationId id of the `klarna_operation` row. Not a Medusa id: Medusa mints a new one on retry
 * @returns UUIDv5
 */
export const idempotencyKey = (operationId: string): string => v5(operationId, NAMESPACE)
