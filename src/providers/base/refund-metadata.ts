import { z } from "@medusajs/framework/zod"
import type { KlarnaOrderLine } from "../../domain/klarna-order-draft"

/**
 * What our own workflows write on Medusa's refund row, which is all of a refund that reaches its provider: the items
 * that staff chose and the lines they make, or the effect at Klarna that has to get into Medusa's books.
 */
const metadataSchema = z.object({
  klarna: z
    .object({
      operation_id: z.string().optional(),
      items: z.array(z.object({ id: z.string(), quantity: z.string() })).nullish(),
      order_lines: z.array(z.looseObject({ total_amount: z.number().int() })).optional(),
    })
    .optional()
    .catch(undefined),
})

export type RefundMetadata = {
  operation_id?: string
  items?: { id: string; quantity: string }[] | null
  order_lines?: KlarnaOrderLine[]
}

export function readRefundMetadata(metadata: unknown): RefundMetadata {
  const parsed = metadataSchema.safeParse(metadata ?? {})
  return (parsed.data?.klarna ?? {}) as RefundMetadata
}
