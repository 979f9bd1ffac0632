import type { Html } from "../../pages/html"
import type { World } from "../../world"
import type { Handler } from "../act"
import { consolePage } from "../frame"
import { card } from "./card"
import { numberCursor, pager, ROWS, toPage } from "./paging"

type List<Row> = {
  title: string
  /** Newest first. */
  find(world: World, limit: number, before: number | undefined): Promise<Row[]>
  view(rows: readonly Row[], now: number): Html
}

/** A page that is one list of records. */
export const listPage =
  <Row extends { seq: number }>({ title, find, view }: List<Row>): Handler =>
  async (sandbox, request) => {
    const { found, now } = await sandbox.command(async (world) => ({
      found: await find(world, ROWS + 1, numberCursor(request)),
      now: world.now,
    }))
    const { rows, next } = toPage(found, ({ seq }) => seq)
    return consolePage(sandbox, request, {
      title,
      body: [card({ title: "Newest first", body: view(rows, now) }), pager(request, next)],
    })
  }
