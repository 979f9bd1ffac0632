import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { OperationError } from "../../domain/operation-error"
import { translated } from "../../medusa/to-medusa-error"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { DifferenceRow } from "../../modules/klarna/rows"
import { REMEDIES, TAKES_THE_ROAD } from "../reconciliation/apply-remedy"
import { comparePurchase } from "../reconciliation/compare-purchases"
import type { Comparison } from "../reconciliation/compare-sides"
import { keepComparison } from "../reconciliation/keep-comparison"
import { describeFailure } from "./describe-failure"

/** `remedy`: what staff were told that it will do. */
export type MendDifferenceStepInput = { id: string; remedy: string; actor_id: string }

/** `changed`: it would do something else by now. `open`: it was tried, and the difference is there still. */
export type MendOutcome = "mended" | "gone" | "changed" | "open"

const MONEY_LEASE_WAIT_MS = 2_000

export const mendDifferenceStepId = "mend-difference"

/**
 * Mends a difference by the way that it names, after one more look: what is not there any more is closed, and what
 * would be mended otherwise by now is asked for anew. Not undone: it ends with both sides saying the same.
 */
export const mendDifferenceStep = createStep(
  mendDifferenceStepId,
  async (input: MendDifferenceStepInput, { container }) =>
    translated(async () => {
      const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
      const row = await requireDifference(klarna, input.id)
      if (row.state !== "open") return answer(row.state)
      const takesTheRoad = TAKES_THE_ROAD.some((remedy) => remedy === input.remedy)
      const mend = () => lookAndMend(container, row, input, !takesTheRoad)
      return answer(
        takesTheRoad
          ? await mend()
          : await klarna.leases.withMoneyLease(row.purchase_id, mend, MONEY_LEASE_WAIT_MS)
      )
    })
)

const answer = (outcome: MendOutcome) => new StepResponse<{ outcome: MendOutcome }>({ outcome })

async function lookAndMend(
  container: MedusaContainer,
  row: DifferenceRow,
  { remedy, actor_id }: MendDifferenceStepInput,
  leased: boolean
): Promise<MendOutcome> {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const before = await requireComparison(container, row, leased)
  await keepComparison(container, before)
  const found = before.differences.find(({ kind }) => kind === row.kind)
  if (!found) return "gone"
  if (!found.remedy || found.remedy !== remedy || found.amount !== row.amount) return "changed"
  try {
    await REMEDIES[found.remedy](container, before, actor_id)
  } catch (error) {
    await klarna.reconciliations.differences.noteError(row.id, describeFailure(error))
    throw error
  }
  const after = await comparePurchase(container, row.purchase_id, { leased })
  if (after) await keepComparison(container, after, { id: row.id, by: actor_id })
  return (await requireDifference(klarna, row.id)).state === "mended" ? "mended" : "open"
}

async function requireComparison(
  container: MedusaContainer,
  { purchase_id }: DifferenceRow,
  leased: boolean
): Promise<Comparison> {
  const comparison = await comparePurchase(container, purchase_id, { leased })
  if (comparison) return comparison
  throw new OperationError(
    "operation_in_progress",
    "This order is being worked on at this moment. Try again in a minute"
  )
}

async function requireDifference(klarna: KlarnaModuleService, id: string): Promise<DifferenceRow> {
  const row = await klarna.reconciliations.differences.byId(id)
  if (row) return row
  throw new MedusaError(MedusaError.Types.NOT_FOUND, `There is no difference ${id}`)
}
