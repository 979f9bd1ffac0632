import { ask } from "../ask"
import { sdk } from "../sdk"
import type { Address, Draft } from "./draft"

/** What staff change about a draft. */
export type Change =
  | { kind: "details"; values: Details }
  | { kind: "add-item"; variantId: string }
  | { kind: "set-quantity"; itemId: string; quantity: number }
  | { kind: "add-code"; code: string }
  | { kind: "remove-code"; code: string }
  | { kind: "set-delivery"; optionId: string }

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
type Edited = Pick<Draft, "id" | "shipping_methods">

/**
 * Brings changes to a draft, in one of Medusa's draft edits that is confirmed at once: what staff leave unfinished is
 * a normal draft order. A change that Medusa refuses leaves the others standing.
 *
 * @param draft as it is now
 * @returns the changes that were refused
 */
export async function applyChanges(draft: Edited, changes: Change[]): Promise<Problem[]> {
  const details = changes.filter((change) => change.kind === "details")
  const edits = changes.filter((change) => change.kind !== "details")
  return [...(await changeDetails(draft.id, details)), ...(await edit(draft, withOneDelivery(edits)))]
}

/** Whoever goes through the deliveries with the arrows means the one they stopped at. */
const withOneDelivery = (edits: Edit[]): Edit[] => {
  const [last] = edits.filter(({ kind }) => kind === "set-delivery").slice(-1)
  return edits.filter((change) => change.kind !== "set-delivery" || change === last)
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

async function edit(draft: Edited, edits: Edit[]): Promise<Problem[]> {
  if (!edits.length) return []
  const problems: Problem[] = []
  await sdk.admin.draftOrder.beginEdit(draft.id)
  for (const change of edits) {
    try {
      await applyEdit(draft, change)
    } catch (error) {
      problems.push({ change, error: error as Error })
    }
  }
  if (problems.length === edits.length) await sdk.admin.draftOrder.cancelEdit(draft.id)
  else await sdk.admin.draftOrder.confirmEdit(draft.id)
  return problems
}

async function applyEdit({ id: draftId, shipping_methods }: Edited, change: Edit): Promise<void> {
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
      // All of them: each one that stays is charged.
      for (const { id } of shipping_methods) await draftOrder.removeShippingMethod(draftId, id)
      await draftOrder.addShippingMethod(draftId, { shipping_option_id: change.optionId })
  }
}
