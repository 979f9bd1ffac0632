import { placesItself } from "./places-itself"
import type { LastError, PurchaseRow } from "./rows"
import { hashSecret } from "./secrets"
import { isSpent, type AuthorizationStore } from "./stores/authorization-store"
import type { PurchaseStore } from "./stores/purchase-store"

export type Noted =
  /** Kept, or too late to matter: an order is placed already. */
  | { result: "noted" }
  /** It was given back or refused before, and `code` says why; the same one is not taken again. */
  | { result: "spent"; code: string }
  | { result: "of_another_purchase" }

/** Klarna says whose an authorization is; a browser can bring any. */
export type Bringer = "klarna" | "browser"

type Dependencies = { purchases: PurchaseStore; authorizations: AuthorizationStore }

/** Keeps what the buyer's approval yielded. Believed by nobody: Klarna compares it when the order is placed. */
export function createNoteAuthorization({ purchases, authorizations }: Dependencies) {
  return async function note(purchaseId: string, token: string, bringer: Bringer): Promise<Noted> {
    const purchase = await purchases.byId(purchaseId)
    // Not ours to use; that there is one is worth a look.
    if (!purchase || placesItself(purchase)) return { result: "noted" }
    if (bringer === "klarna") await authorizations.release(token, purchaseId)
    const known = await authorizations.byToken(token)
    if (known && known.id !== purchaseId) return { result: "of_another_purchase" }
    try {
      if (await authorizations.note(purchaseId, token)) return { result: "noted" }
    } catch (error) {
      // Of two that bring one token for two purchases at once, the index lets one in.
      if ((error as { code?: unknown }).code === UNIQUE_VIOLATION) return { result: "of_another_purchase" }
      throw error
    }
    return whatBecameOf(await purchases.byId(purchaseId), token)
  }
}

/** How the inbox knows that Klarna told of an authorization, without keeping the token. */
export const authorizationEventKey = (purchaseId: string, token: string): string =>
  `${purchaseId}:${hashSecret(token).slice(0, 16)}`

function whatBecameOf(purchase: PurchaseRow | undefined, token: string): Noted {
  const isOver = purchase?.klarna_status === "incomplete" && isSpent(purchase, token)
  return isOver ? { result: "spent", code: reasonOf(purchase.last_error) } : { result: "noted" }
}

/** The last failure is the one that spent it; the cart may have changed without any. */
const reasonOf = (failure: LastError | null): string =>
  failure?.operation === "place" ? failure.code : "cart_changed"

/** PostgreSQL's. */
const UNIQUE_VIOLATION = "23505"
