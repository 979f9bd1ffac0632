import type { z } from "@medusajs/framework/zod"
import { KlarnaUnreachableError } from "../errors"
import type { KlarnaResponse } from "../transport"

/**
 * @throws {KlarnaUnreachableError} `unreadable_answer` when Klarna's success lacks what we rely on; the
 *   cause names fields, never values
 */
export function readBody<Schema extends z.ZodType>(
  schema: Schema,
  operation: string,
  { body, status, correlationId }: KlarnaResponse
): z.output<Schema> {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  throw new KlarnaUnreachableError(operation, "unreadable_answer", {
    cause: parsed.error,
    status,
    correlationId,
  })
}
