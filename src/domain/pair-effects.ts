/** A capture or refund at Klarna; `reference` is the ledger's operation, where we made it. Minor units. */
export type KlarnaEffect = { id: string | null; reference: string | null; amount: number }
/** A capture or refund that Medusa counts. */
export type MedusaRow = { id: string; amount: number }
/** The ledger's operation, which leads from one to the other. */
export type LedgerEffect = { id: string; klarna_id: string | null; medusa_row_id: string | null }

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
  const take = (found: (row: MedusaRow) => boolean): boolean => {
    const index = left.findIndex(found)
    if (index >= 0) left.splice(index, 1)
    return index >= 0
  }
  const unknown = effects.filter((effect) => {
    const rowIds = operationsOf(effect, operations).flatMap(({ medusa_row_id }) => medusa_row_id ?? [])
    // All of them: one of Klarna's refunds may stand on several of Medusa's payments.
    return rowIds.filter((rowId) => take(({ id }) => id === rowId)).length === 0
  })
  const owned = operations.map(({ medusa_row_id }) => medusa_row_id)
  const klarnaOnly = unknown.filter((effect) => {
    // What the ledger made and no row owns is not in the books, however many rows have its amount.
    if (operationsOf(effect, operations).length) return true
    return !take(({ id, amount }) => !owned.includes(id) && amount === effect.amount)
  })
  return { klarnaOnly, medusaOnly: left }
}

const operationsOf = ({ id, reference }: KlarnaEffect, operations: readonly LedgerEffect[]): LedgerEffect[] =>
  operations.filter((operation) => operation.id === reference || (id !== null && operation.klarna_id === id))
