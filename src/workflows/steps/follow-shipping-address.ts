import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { fromKlarnaAddress, sameAddress, type KlarnaAddress } from "../../domain/addresses"
import { readSubjectDraft } from "../../medusa/read-subject-draft"
import type { Query } from "../../medusa/read-purchase-source"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { OperationRow, PurchaseRow } from "../../modules/klarna/rows"
import { findPaidPurchases } from "./find-purchase-of-order"

export type FollowShippingAddressStepInput = { order_id: string }

export const followShippingAddressStepId = "follow-shipping-address"

/** Not undone: it is where the goods go. What Klarna refuses stands at the order, as its last refusal. */
export const followShippingAddressStep = createStep(
  followShippingAddressStepId,
  async ({ order_id }: FollowShippingAddressStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const purchases = await findPaidPurchases(container, order_id)
    const paying = purchases.filter(({ authorized_by, closed_at }) => authorized_by && !closed_at)
    const address = paying.length ? await readAddress(container, order_id) : undefined
    let sent = false
    for (const purchase of address ? paying : []) {
      const isSent = await klarna.leases.withMoneyLease(
        purchase.id,
        () => bring(klarna, purchase, address as KlarnaAddress),
        MONEY_LEASE_WAIT_MS
      )
      sent ||= isSent
    }
    return new StepResponse({ sent })
  }
)

const MONEY_LEASE_WAIT_MS = 5_000

async function readAddress(container: MedusaContainer, orderId: string): Promise<KlarnaAddress | undefined> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY) as unknown as Query
  return (await readSubjectDraft(query, { type: "order", id: orderId }))?.draft.shipping_address
}

/** Of an order of which nothing is left to ship, where it goes is history. */
async function bring(
  klarna: KlarnaModuleService,
  purchase: PurchaseRow,
  shipping_address: KlarnaAddress
): Promise<boolean> {
  const managed = await klarna.readManagedOrder(purchase)
  const known = managed.shipping_address as KlarnaAddress | undefined
  if (managed.remaining_authorized_amount <= 0 || (known && isSame(known, shipping_address))) return false
  const rows = (await klarna.operations.ofKlarnaOrder(managed.order_id)).filter(isAddress)
  // A newer address counts alone: an older one whose answer was lost is not sent again.
  for (const row of rows.filter(isOpen)) await klarna.operations.giveUp(row.id)
  await klarna.operations.ensure(purchase, {
    kind: "customer-details",
    singleton: `customer-details:${rows.filter(({ status }) => status === "confirmed").length}`,
    amount: null,
    medusa_row_id: null,
    body: () => JSON.stringify({ shipping_address: withCleared(known, shipping_address) }),
  })
  return true
}

const isSame = (one: KlarnaAddress, other: KlarnaAddress) =>
  sameAddress(fromKlarnaAddress(one), fromKlarnaAddress(other))

/** What the new address does not have, Klarna would keep of the old one. */
const withCleared = (known: KlarnaAddress | undefined, address: KlarnaAddress) => ({
  ...Object.fromEntries(CLEARABLE.filter((field) => known?.[field]).map((field) => [field, ""])),
  ...address,
})

const CLEARABLE = ["street_address2", "organization_name", "region"] as const

const isAddress = ({ kind }: OperationRow) => kind === "customer-details"
const isOpen = ({ status }: OperationRow) => ["intended", "sent", "unknown"].includes(status)
