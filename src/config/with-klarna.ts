import type { KlarnaOptions } from "./options"
import { parseOptions } from "./klarna-config"
import { PROVIDER_ENTRY_ID } from "./provider-id"

/** The part of `defineConfig`'s output that we extend. */
type MedusaConfig = {
  modules?: Record<string, unknown>
  plugins?: unknown[]
}

type ModuleEntry = {
  options?: { providers?: unknown[] } & Record<string, unknown>
  dependencies?: string[]
}

/** What the Payment Module must see in its container for our providers to read carts and keep the ledger. */
export const PAYMENT_DEPENDENCIES = ["query", "klarna"]

const PLUGIN = "medusa-plugin-klarna"

/**
 * Adds Klarna to a shop. Takes `defineConfig`'s output, because a second entry for the Payment Module would
 * silently replace the shop's own, with the providers it lists.
 *
 * @param source `{ from: "./src" }` lists module and providers by path instead of the installed plugin
 * @example module.exports = withKlarna(defineConfig({ ... }), { accounts: [...], ... })
 */
export function withKlarna<Config extends MedusaConfig>(
  config: Config,
  options: KlarnaOptions,
  source: { from?: string } = {}
): Config {
  const { providers } = parseOptions(options)
  const payment = (config.modules?.payment ?? { resolve: "@medusajs/medusa/payment" }) as ModuleEntry
  const ours = providers.map((identifier) => ({
    resolve: `${source.from ?? PLUGIN}/providers/${identifier}`,
    id: PROVIDER_ENTRY_ID,
  }))
  return {
    ...config,
    modules: {
      ...config.modules,
      payment: {
        ...payment,
        dependencies: [...new Set([...(payment.dependencies ?? []), ...PAYMENT_DEPENDENCIES])],
        options: { ...payment.options, providers: [...(payment.options?.providers ?? []), ...ours] },
      },
      ...(source.from ? { klarna: { resolve: `${source.from}/modules/klarna`, options } } : {}),
    },
    plugins: source.from ? config.plugins : [...(config.plugins ?? []), { resolve: PLUGIN, options }],
  }
}
