import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { KlarnaApiError, KlarnaUnreachableError } from "../../klarna"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { PurchaseRow } from "../../modules/klarna/rows"
import { findManagedOrder } from "../books/find-managed-order"
import { extendAuthorization } from "../desk/extend-authorization"
import { keepReservation } from "../desk/keep-reservation"
import { extendsAuthorizations } from "../desk/read-desk"
import { forEachQuietly } from "./for-each-quietly"
import type { BatchInput } from "./sync-due-purchases"

const DAY_MS = 24 * 3_600_000
const CLAIM_MS = 600_000
const BATCH = 100
/** While it is about to run out, staff may capture any moment, and an extension may work the next time. */
const WATCH_MS = 6 * 3_600_000

export const lookAfterReservationsStepId = "look-after-reservations"

/**
 * Looks at what Klarna still holds for orders that nobody has captured: extends what is about to run out, where the
 * shop wants that and Klarna offers it; else tells the shop, once for each end. Klarna is asked once a day after the
 * purchase and once before the end.
 */
export const lookAfterReservationsStep = createStep(
  lookAfterReservationsStepId,
  async ({ batch_size }: BatchInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const due = await klarna.reservations.claimDue(batch_size ?? BATCH, CLAIM_MS)
    return new StepResponse(
      await forEachQuietly(container, "authorization of purchase", due, (purchase) =>
        lookAfter(container, purchase)
      )
    )
  }
)

async function lookAfter(container: MedusaContainer, purchase: PurchaseRow): Promise<void> {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const { enabled, daysBefore } = klarna.config.policies.extendAuthorization
  const order = await findManagedOrder(klarna, purchase)
  const expiresAt = order && (await keepReservation(klarna, purchase, order))
  // Captured, cancelled or released meanwhile: not looked at again.
  if (order?.remaining_authorized_amount === 0) return
  if (!order || !expiresAt) return later(klarna, purchase, DAY_MS)
  if (isFar(klarna, expiresAt, daysBefore)) return waitFor(klarna, purchase, expiresAt, daysBefore)
  const extended = enabled ? await extend(container, purchase) : undefined
  if (extended && extended.getTime() > expiresAt.getTime()) {
    return waitFor(klarna, purchase, extended, daysBefore)
  }
  await tell(klarna, purchase, expiresAt)
  return later(klarna, purchase, WATCH_MS)
}

const isFar = (klarna: KlarnaModuleService, expiresAt: Date, daysBefore: number): boolean =>
  expiresAt.getTime() - klarna.now() > daysBefore * DAY_MS

const later = async (klarna: KlarnaModuleService, { id }: PurchaseRow, ms: number): Promise<void> =>
  void (await klarna.reservations.schedule(id, new Date(klarna.now() + ms)))

/** Until the days before its end that the shop has named. */
async function waitFor(
  klarna: KlarnaModuleService,
  { id }: PurchaseRow,
  expiresAt: Date,
  daysBefore: number
): Promise<void> {
  await klarna.reservations.schedule(id, new Date(expiresAt.getTime() - daysBefore * DAY_MS))
}

/** @returns the new end; nothing when Klarna did not extend it */
async function extend(container: MedusaContainer, purchase: PurchaseRow): Promise<Date | undefined> {
  const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
  if (!extendsAuthorizations(klarna, purchase)) return undefined
  try {
    await extendAuthorization(container, purchase)
    return await keepReservation(klarna, purchase, await klarna.readManagedOrder(purchase))
  } catch (error) {
    if (!(error instanceof KlarnaApiError || error instanceof KlarnaUnreachableError)) throw error
    // It is in the ledger with Klarna's words; the shop is told that the end is near.
    container
      .resolve<Logger>(ContainerRegistrationKeys.LOGGER)
      .warn(`Klarna: the authorization of order ${purchase.klarna_order_id} was not extended: ${error.code}`)
    return undefined
  }
}

async function tell(klarna: KlarnaModuleService, purchase: PurchaseRow, expiresAt: Date): Promise<void> {
  const told = purchase.authorization_told_for?.getTime() === expiresAt.getTime()
  if (told) return
  await klarna.tell("klarna.authorization.expiring", {
    id: purchase.id,
    order_id: purchase.order_id,
    klarna_order_id: purchase.klarna_order_id,
    expires_at: expiresAt.toISOString(),
    days_left: Math.max(0, Math.floor((expiresAt.getTime() - klarna.now()) / DAY_MS)),
  })
  // Marked after: killed in between it is told again, never not at all.
  await klarna.reservations.markTold(purchase.id, expiresAt)
}
