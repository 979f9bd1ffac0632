import type { KlarnaResponse } from "./transport"

/** A write without a body. Klarna keeps a key for 24 hours: one key per intent, the same on its retries. */
export type KeyedWrite = { idempotencyKey: string }

/** A write with its JSON as the ledger stored it: a retry sends the same bytes. */
export type KeyedBody = KeyedWrite & { body: string }

/** What a successful write is remembered by. */
export type WriteResult = { correlationId: string | undefined }

export const toResult = ({ correlationId }: KlarnaResponse): WriteResult => ({ correlationId })
