import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { describeFailure } from "./describe-failure"

/** Works off rows one after another; one that fails is noted and does not stop the rest. */
export async function forEachQuietly<Row extends { id: string }>(
  container: MedusaContainer,
  what: string,
  rows: Row[],
  work: (row: Row) => Promise<unknown>,
  failed?: (row: Row, error: unknown) => Promise<unknown>
): Promise<{ done: number; failed: number }> {
  const logger = container.resolve<Logger>(ContainerRegistrationKeys.LOGGER)
  let failures = 0
  for (const row of rows) {
    try {
      await work(row)
    } catch (error) {
      failures += 1
      logger.warn(`Klarna: ${what} ${row.id} failed and is tried again: ${describeFailure(error)}`)
      await failed?.(row, error)
    }
  }
  return { done: rows.length - failures, failed: failures }
}
