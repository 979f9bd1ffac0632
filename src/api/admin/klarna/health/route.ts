import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../../../modules/klarna"

/**
 * Whether anything waits for longer than it should, for whoever watches the shop: `ok` is false as long as something
 * does. Asks the database alone; Klarna is judged by the last hour's calls.
 */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const { config, health, now } = req.scope.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const [signals, purchases, operations, books, calls] = await Promise.all([
    health.signals(),
    health.purchases(),
    health.operations(),
    health.books(),
    health.calls(),
  ])
  const late = { signals, purchases, operations, books }
  res.json({
    health: {
      ok: Object.values(late).every(({ count }) => count === 0),
      checked_at: new Date(now()).toISOString(),
      /** Five minutes and more. */
      late,
      calls_of_last_hour: calls,
      providers: config.providers,
      accounts: config.accounts.map(({ id, provider, environment, region, countries }) => ({
        ...{ id, provider, environment, region },
        countries: countries ?? null,
      })),
    },
  })
}
