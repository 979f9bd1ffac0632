import type { KlarnaOperation, KlarnaOrder, KlarnaState } from "./klarna-order"

/**
 * What Klarna has not confirmed, newest first: what staff may have to do something about. A refusal is over once
 * the same kind of effect succeeded.
 */
export function unconfirmed({ operations }: KlarnaOrder): KlarnaOperation[] {
  const isOvercome = (refused: KlarnaOperation, at: number) =>
    operations.slice(at + 1).some(({ kind, status }) => kind === refused.kind && status === "confirmed")
  return operations
    .filter(
      (operation, at) => isOpen(operation) || (operation.status === "refused" && !isOvercome(operation, at))
    )
    .reverse()
}

/** Whether the picture may change by itself. */
export const isUnsettled = ({ state, operations, read_error }: KlarnaOrder): boolean =>
  read_error !== null || UNDECIDED.includes(state) || operations.some(isOpen)

/** Klarna, or we, will say more without anybody doing anything. */
const UNDECIDED: KlarnaState[] = ["authorized", "placing", "pending"]

const isOpen = ({ status }: KlarnaOperation) =>
  status === "intended" || status === "sent" || status === "unknown"
