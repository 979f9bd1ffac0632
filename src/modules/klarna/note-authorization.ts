import type { PurchaseRow } from "./rows"
import { hashSecret } from "./secrets"
import type { PurchaseStore } from "./stores/purchase-store"

export type Noted =
  /** Kept, or too late to matter: an order is placed already. */
  | { result: "noted"; fingerprint: string; purchase: PurchaseRow | undefined }
  | { result: "of_another_purchase" }

/** Keeps what the buyer's approval yielded. Believed by nobody: Klarna compares it when the order is placed. */
export function createNoteAuthorization(purchases: PurchaseStore) {
  return async function note(purchaseId: string, token: string): Promise<Noted> {
    const fingerprint = hashSecret(token).slice(0, 16)
    const known = await purchases.byAuthorization(token)
    if (known && known.id !== purchaseId) return { result: "of_another_purchase" }
    try {
      return { result: "noted", fingerprint, purchase: await purchases.noteAuthorization(purchaseId, token) }
    } catch (error) {
      // Of two that bring one token for two purchases at once, the index lets one in.
      if ((error as { code?: unknown }).code === UNIQUE_VIOLATION) return { result: "of_another_purchase" }
      throw error
    }
  }
}

/** PostgreSQL's. */
const UNIQUE_VIOLATION = "23505"
