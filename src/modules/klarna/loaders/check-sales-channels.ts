import type { LoaderOptions } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { parseModuleOptions, type KlarnaConfig } from "../../../config/klarna-config"
import type { Connection } from "../stores/knex"

type Named = { path: string; salesChannel: string }

/**
 * Stops the boot when an option names a sales channel, by id or name, that the shop does not have: its rule would
 * hold nowhere, and nobody would notice.
 *
 * A shop without a region sells nothing yet: its migrations and seeds run before the channel can exist. The tables are
 * read as they are, because a loader is the only place that can stop the boot, and no other module is there by then.
 */
export default async function checkSalesChannels({ container, options }: LoaderOptions): Promise<void> {
  const named = namedIn(parseModuleOptions(options))
  const connection = container.resolve<Connection | undefined>(ContainerRegistrationKeys.PG_CONNECTION, {
    allowUnregistered: true,
  })
  if (!named.length || !connection || !(await isSetUp(connection))) return
  const known = await connection("sales_channel").whereNull("deleted_at").select("id", "name")
  const unknown = named.filter(
    ({ salesChannel }) => !known.some(({ id, name }) => id === salesChannel || name === salesChannel)
  )
  if (!unknown.length) return
  const problems = unknown.map(({ path, salesChannel }) => `${path}: no sales channel "${salesChannel}"`)
  throw new MedusaError(
    MedusaError.Types.INVALID_ARGUMENT,
    `Invalid options of medusa-plugin-klarna:\n  ${problems.join("\n  ")}\n  This shop has: ${known
      .map(({ name }) => JSON.stringify(name))
      .join(", ")}`
  )
}

const namedIn = ({ payments, salesChannels }: KlarnaConfig): Named[] => [
  ...payments.rules.flatMap(({ salesChannel }, index) =>
    salesChannel ? [{ path: `klarnaPayments.rules.${index}.salesChannel`, salesChannel }] : []
  ),
  ...salesChannels.map(({ salesChannel }, index) => ({
    path: `salesChannels.${index}.salesChannel`,
    salesChannel,
  })),
]

async function isSetUp(connection: Connection): Promise<boolean> {
  const { rows } = await connection.raw(
    "select to_regclass('sales_channel') is not null and to_regclass('region') is not null as there"
  )
  if (!rows[0]?.there) return false
  const [region] = await connection("region").whereNull("deleted_at").select("id").limit(1)
  return region !== undefined
}
