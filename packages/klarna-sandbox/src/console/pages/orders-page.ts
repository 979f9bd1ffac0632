import type { Reply } from "../../http/reply"
import type { Request } from "../../http/request"
import type { Sandbox } from "../../sandbox"
import { consolePage } from "../frame"
import { card } from "../parts/card"
import { firstSteps } from "../parts/first-steps"
import { orderTable } from "../parts/order-table"
import { cursorOf, pager, ROWS, toPage } from "../parts/paging"
import { findOrders, orderCursor } from "../queries/find-orders"

/** GET /orders: KCO orders, paid or not, and orders placed through KP and customer tokens. */
export async function ordersPage(sandbox: Sandbox, request: Request): Promise<Reply> {
  const { found, now } = await sandbox.command(async (world) => ({
    found: await findOrders(world, ROWS + 1, cursorOf(request)),
    now: world.now,
  }))
  const { rows, next } = toPage(found, orderCursor)
  const empty = firstSteps(sandbox)
  return consolePage(sandbox, request, {
    title: "Orders",
    body: [card({ title: "Newest first", body: orderTable(rows, now, empty) }), pager(request, next)],
  })
}
