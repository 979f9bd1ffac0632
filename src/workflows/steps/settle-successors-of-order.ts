import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { Query } from "../../medusa/read-purchase-source"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { PurchaseRow } from "../../modules/klarna/rows"
import type { PaymentStatus } from "../../modules/klarna/status-of"
import { settleSuccessor } from "../successor/settle-successor"
import { forEachQuietly } from "./for-each-quietly"

export type SettleSuccessorsOfOrderStepInput = { order_id: string }

export const settleSuccessorsOfOrderStepId = "settle-successors-of-order"

/**
 * Brings every Klarna authorization of an order up to date with what the order has become. Not undone: the change of
 * the order is made, and Klarna follows it. What fails is repeated by the sweep.
 */
export const settleSuccessorsOfOrderStep = createStep(
  settleSuccessorsOfOrderStepId,
  async ({ order_id }: SettleSuccessorsOfOrderStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const query = container.resolve(ContainerRegistrationKeys.QUERY) as unknown as Query
    const { data } = await query.graph({ entity: "order_cart", fields: ["cart_id"], filters: { order_id } })
    const cartId = (data[0] as { cart_id: string } | undefined)?.cart_id
    // The oldest first: what it can take over no link has to pay.
    const purchases = (await klarna.purchases.ofOrder(order_id, cartId))
      .filter((purchase) => isPaid(purchase) && HAS_MONEY.includes(klarna.statusOf(purchase)))
      .reverse()
    // Also where Medusa left its payment alone, or has none yet because Klarna is deciding: what is noted here survives
    // this process.
    for (const { id } of purchases) await klarna.purchases.update(id, { successor: "awaited" })
    const result = await forEachQuietly(container, "successor of purchase", purchases, ({ id }) =>
      settleSuccessor(container, id)
    )
    return new StepResponse(result)
  }
)

/** Klarna changes no order that it is still deciding on: the change follows when it has. */
const HAS_MONEY: PaymentStatus[] = ["complete", "pending"]

/** It has, had or waits for a payment of Medusa's that comes from Klarna. */
const isPaid = ({ authorized_by, closed_at }: PurchaseRow) => authorized_by !== null && !closed_at
