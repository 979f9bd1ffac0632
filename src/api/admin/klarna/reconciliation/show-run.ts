import type { Progress } from "../../../../modules/klarna/stores/reconciliation-store"

/** `left`: orders that have yet to be compared; `later`: those of them that could not be, and are tried again. */
export const showRun = (run: Progress | undefined) =>
  run
    ? {
        id: run.id,
        from: run.from_at,
        to: run.to_at,
        started_by: run.started_by,
        started_at: run.created_at,
        orders: run.orders,
        left: run.left,
        later: run.later,
      }
    : null
