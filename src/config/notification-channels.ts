import type { ConfigModule } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

type Options = {
  providers?: { options?: { channels?: string[] } }[]
  /** Medusa Cloud's own, for e-mail. */
  cloud?: { api_key?: string; endpoint?: string }
}

/** The channels that the shop's notification providers send on, by its configuration, where Medusa reads them too. */
export function notificationChannels({ modules }: Pick<ConfigModule, "modules">): string[] {
  const { options } = (modules?.[Modules.NOTIFICATION] ?? {}) as { options?: Options }
  const channels = (options?.providers ?? []).flatMap((provider) => provider.options?.channels ?? [])
  if (options?.cloud?.api_key && options.cloud.endpoint) channels.push("email")
  return [...new Set(channels)]
}
