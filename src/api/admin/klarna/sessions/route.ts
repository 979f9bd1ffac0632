import type { AuthenticatedMedusaRequest, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../../../modules/klarna"
import type { ListSessionsQuery } from "./query"
import { showSession } from "./show-session"
import { withOrders } from "./with-orders"

/** Links and checkouts, newest first. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const klarna = req.scope.resolve<KlarnaModuleService>(KLARNA_MODULE)
  const { q, created_by, created_after, created_before, links, ...filter } =
    req.validatedQuery as ListSessionsQuery
  const { rows, count } = await klarna.listPages({
    ...filter,
    onlyLinks: links,
    createdBy: created_by,
    createdAfter: created_after,
    createdBefore: created_before,
    anyId: q ? await idsOf(req, q) : undefined,
  })
  res.json({
    sessions: await withOrders(
      req,
      rows.map((row) => showSession({ ...row, state: klarna.stateOf(row.purchase, row.page) }))
    ),
    count,
    offset: filter.offset,
    limit: filter.limit,
  })
}

/** An order's number or a buyer's address lead to orders and carts; anything else is taken for an id. */
async function idsOf(req: MedusaRequest, text: string): Promise<string[]> {
  const query = req.scope.resolve(ContainerRegistrationKeys.QUERY)
  const number = /^#?(\d{1,9})$/.exec(text)?.[1]
  const filters = number ? { display_id: Number(number) } : text.includes("@") ? { email: text } : undefined
  if (!filters) return [text]
  const pagination = { take: MOST }
  const [orders, carts] = await Promise.all([
    query.graph({ entity: "order", fields: ["id"], filters: filters as never, pagination }),
    number
      ? { data: [] }
      : query.graph({ entity: "cart", fields: ["id"], filters: filters as never, pagination }),
  ])
  return [text, ...[...orders.data, ...carts.data].map(({ id }) => id)]
}

/** Of one buyer: more than anybody reads. */
const MOST = 500
