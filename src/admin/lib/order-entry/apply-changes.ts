import { ask } from "../ask"
import { sdk } from "../sdk"
import type { Address } from "./draft"

/** What staff change about a draft. */
export type Change =
  | { kind: "details"; values: Details }
  | { kind: "add-item"; variantId: string }
  | { kind: "set-quantity"; itemId: string; quantity: number }
  | { kind: "add-code"; code: string }
  | { kind: "remove-code"; code: string }
  | { kind: "set-delivery"; optionId: string; insteadOf: string | undefined }

export type Details = {
  email?: string
  customer_id?: string
  sales_channel_id?: string
  shipping_address?: Address
  billing_address?: Address
  metadata?: Record<string, unknown>
}

export type Problem = { change: Change; error: Error }

type Edit = Exclude<Change, { kind: "details" }>

/**
 * Brings changes to a draft, in one of Medusa's draft edits that is confirmed at once: what staff leave unfinished is
 * a normal draft order. A change that Medusa refuses leaves the others standing.
 *
 * @returns the changes that were refused
 */
export async function applyChanges(draftId: string, changes: Change[]): Promise<Problem[]> {
  const details = changes.filter((change) => change.kind === "details")
  const edits = changes.filter((change) => change.kind !== "details")
  return [...(await changeDetails(draftId, details)), ...(await edit(draftId, edits))]
}

async function changeDetails(
  draftId: string,
  changes: Extract<Change, { kind: "details" }>[]
): Promise<Problem[]> {
  const [last] = changes.slice(-1)
  if (!last) return []
  const values = Object.assign({}, ...changes.map((change) => change.values)) as Details
  try {
    await sdk.admin.draftOrder.update(draftId, values)
    // Another address may mean other taxes, which an update alone leaves as they are.
    if (values.shipping_address) await ask("POST", `/admin/klarna/orders/${draftId}/outstanding`)
    return []
  } catch (error) {
    return [{ change: { ...last, values }, error: error as Error }]
  }
}

async function edit(draftId: string, edits: Edit[]): Promise<Problem[]> {
  if (!edits.length) return []
  const problems: Problem[] = []
  await sdk.admin.draftOrder.beginEdit(draftId)
  for (const change of edits) {
    try {
      await applyEdit(draftId, change)
    } catch (error) {
      problems.push({ change, error: error as Error })
    }
  }
  if (problems.length === edits.length) await sdk.admin.draftOrder.cancelEdit(draftId)
  else await sdk.admin.draftOrder.confirmEdit(draftId)
  return problems
}

async function applyEdit(draftId: string, change: Edit): Promise<void> {
  const { draftOrder } = sdk.admin
  switch (change.kind) {
    case "add-item":
      await draftOrder.addItems(draftId, { items: [{ variant_id: change.variantId, quantity: 1 }] })
      return
    case "set-quantity":
      await draftOrder.updateItem(draftId, change.itemId, { quantity: change.quantity })
      return
    case "add-code":
      await draftOrder.addPromotions(draftId, { promo_codes: [change.code] })
      return
    case "remove-code":
      await draftOrder.removePromotions(draftId, { promo_codes: [change.code] })
      return
    case "set-delivery":
      if (change.insteadOf) await draftOrder.removeShippingMethod(draftId, change.insteadOf)
      await draftOrder.addShippingMethod(draftId, { shipping_option_id: change.optionId })
  }
}
