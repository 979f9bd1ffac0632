import { MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"

/** Times as ISO 8601. Without a period: where the job's last run ended. */
export type BeginReconciliationStepInput = {
  from?: string
  to?: string
  /** Medusa's user who asks for it; without one it is the job, which begins a run once an hour. */
  actor_id?: string
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** What the job looks at when it runs for the first time. */
const FIRST_LOOK_MS = 7 * DAY_MS
/** A row is stamped a moment before others see it. */
const STAMPED_MS = 60_000
/** What one run may look at. */
export const LONGEST_PERIOD_DAYS = 92

export const beginReconciliationStepId = "begin-reconciliation"

/** Notes every Klarna order that changed in a period, so that it is compared. Not undone: comparing changes nothing. */
export const beginReconciliationStep = createStep(
  beginReconciliationStepId,
  async ({ from, to, actor_id }: BeginReconciliationStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const now = klarna.now()
    const watermark = await klarna.reconciliations.watermark()
    const since = watermark?.getTime() ?? now - FIRST_LOOK_MS
    if (!actor_id) {
      const until = now - STAMPED_MS
      if (until - since < HOUR_MS) return new StepResponse<{ id: string } | null>(null)
      const run = await klarna.reconciliations.begin({
        from: new Date(since),
        to: new Date(until),
        startedBy: null,
      })
      return new StepResponse<{ id: string } | null>(run ? { id: run.id } : null)
    }
    const end = to ? Date.parse(to) : now
    const begin = from ? Date.parse(from) : Math.min(since, end - DAY_MS)
    requirePeriod(begin, end)
    const run = await klarna.reconciliations.begin({
      from: new Date(begin),
      // Up to and with this moment.
      to: new Date(end + 1),
      startedBy: actor_id,
    })
    // Told to ourselves: somebody works it off at once, and the job does if nobody hears it.
    if (run) await klarna.tell("klarna.reconciliation.started", { id: run.id })
    return new StepResponse<{ id: string } | null>(run ? { id: run.id } : null)
  }
)

function requirePeriod(from: number, to: number): void {
  const problem =
    from >= to
      ? "from: must be before to"
      : to - from > LONGEST_PERIOD_DAYS * DAY_MS
        ? `from: a period has at most ${LONGEST_PERIOD_DAYS} days`
        : undefined
  if (problem) throw new MedusaError(MedusaError.Types.INVALID_DATA, problem)
}
