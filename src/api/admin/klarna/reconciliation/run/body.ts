import { z } from "@medusajs/framework/zod"

const instant = (field: string) =>
  z.iso.datetime({ offset: true, error: `${field}: must be a time in ISO 8601, with its offset` })

/** Without a period: from where the last scheduled comparison ended, at least a day, until now. */
export const runReconciliationSchema = z.strictObject({
  from: instant("from").optional(),
  to: instant("to").optional(),
})

export type RunReconciliationBody = z.output<typeof runReconciliationSchema>
