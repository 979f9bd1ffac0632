import { effectId } from "./same-effect"

/** A capture or refund at Klarna; `reference` is the ledger's operation, where we made it. Minor units. */
export type KlarnaEffect = { id: string | null; reference: string | null; amount: number }
/** A capture or refund that Medusa counts. */
export type MedusaRow = { id: string; amount: number }
/** The ledger's operation, which leads from one to the other. */
export type LedgerEffect = {
  id: string
  part_of: string | null
  klarna_id: string | null
  medusa_row_id: string | null
}

export type Unpaired = { klarnaOnly: KlarnaEffect[]; medusaOnly: MedusaRow[] }

/**
 * Which of Klarna's captures (or refunds) is which of Medusa's: those that the ledger made first, then by amount,
 * because what Klarna's page or portal captured and Medusa recorded has no operation.
 */
export function pairEffects(
  effects: readonly KlarnaEffect[],
  rows: readonly MedusaRow[],
  operations: readonly LedgerEffect[]
): Unpaired {
  const left = [...rows]
  const take = (found: (row: MedusaRow) => boolean): MedusaRow[] => {
    const index = left.findIndex(found)
    return index >= 0 ? left.splice(index, 1) : []
  }
  const unknown = effects.flatMap((effect) => {
    const parts = operationsOf(effect, operations)
    const booked = parts.flatMap(({ medusa_row_id }) => take(({ id }) => id === medusa_row_id))
    if (!booked.length) return [effect]
    // One of Klarna's refunds may stand on several of Medusa's payments, and not on all of them yet.
    const amount = effect.amount - booked.reduce((sum, row) => sum + row.amount, 0)
    return parts.length > booked.length && amount > 0 ? [{ ...effect, amount }] : []
  })
  const owned = operations.map(({ medusa_row_id }) => medusa_row_id)
  const klarnaOnly = unknown.filter((effect) => {
    // What the ledger made and no row owns is not in the books, however many rows have its amount.
    if (operationsOf(effect, operations).length) return true
    return !take(({ id, amount }) => !owned.includes(id) && amount === effect.amount).length
  })
  return { klarnaOnly, medusaOnly: left }
}

const operationsOf = ({ id, reference }: KlarnaEffect, operations: readonly LedgerEffect[]): LedgerEffect[] =>
  operations.filter(
    (operation) => effectId(operation) === reference || (id !== null && operation.klarna_id === id)
  )
