import { container } from "@medusajs/framework"
import { JobLoader } from "@medusajs/framework/jobs"
import type { ConfigModule, IEventBusModuleService } from "@medusajs/framework/types"
import { getConfigFile, Modules } from "@medusajs/framework/utils"
import start from "@medusajs/medusa/commands/start"

/**
 * `medusa start` without Admin, for a test that forks it: tells its parent every event that the bus carries, and
 * does not outlive it. Jobs run when the test runs them: one by the wall's clock would mend what another is to find.
 */
async function main(): Promise<void> {
  process.once("disconnect", () => process.exit())
  JobLoader.prototype.load = async () => undefined
  const directory = process.cwd()
  const { configModule } = await getConfigFile<ConfigModule>(directory, "medusa-config")
  Object.assign(configModule?.admin ?? {}, { disable: true })
  await start({ directory, port: Number(process.env.PORT), types: false })
  const bus = container.resolve<IEventBusModuleService>(Modules.EVENT_BUS)
  bus.subscribe("*", async ({ name, data }) => void process.send?.({ name, data }), {
    subscriberId: "parent-process",
  })
  process.send?.("started")
}

void main()
