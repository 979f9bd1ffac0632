import type { LoaderOptions } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { parseModuleOptions } from "../../../config/klarna-config"

type PaymentEntry = { dependencies?: string[]; options?: { providers?: { resolve?: unknown }[] } }

const WRAP = "Wrap your configuration: module.exports = withKlarna(defineConfig({ ... }), { ... })"

/**
 * Stops the boot when a shop is set up so that payments would fail later, and names the line to add. Module and
 * provider are found separately by Medusa; `withKlarna` adds both.
 */
export default async function checkSetup({ container, options }: LoaderOptions): Promise<void> {
  const { providers: wanted } = parseModuleOptions(options)
  const config = container.resolve(ContainerRegistrationKeys.CONFIG_MODULE, { allowUnregistered: true }) as
    { modules?: Record<string, unknown> } | undefined
  const payment = config?.modules?.payment as PaymentEntry | undefined
  if (!payment || typeof payment !== "object") return
  const missing = ["query", "klarna"].filter((name) => !payment.dependencies?.includes(name))
  if (missing.length) {
    throw new MedusaError(
      MedusaError.Types.INVALID_ARGUMENT,
      `medusa-plugin-klarna: the Payment Module lacks dependencies ${JSON.stringify(missing)}. ${WRAP}`
    )
  }
  const providers = payment.options?.providers ?? []
  for (const identifier of wanted) {
    if (providers.some(({ resolve }) => String(resolve).includes(identifier))) continue
    throw new MedusaError(
      MedusaError.Types.INVALID_ARGUMENT,
      `medusa-plugin-klarna: the Payment Module does not list the provider ${identifier}. ${WRAP}`
    )
  }
}
