import { json, type Reply } from "../http/reply"
import type { Request } from "../http/request"
import type { Sandbox } from "../sandbox"
import { messages } from "../state/records"
import type { World } from "../world"

/** How many there have been; an id is never given twice. */
export async function countMessages({ db }: World): Promise<{ count: number }> {
  const [last] = await db.find(messages, { order: { id: "DESC" }, take: 1 })
  return { count: last?.id ?? 0 }
}

/** GET /outbox/count: tells the outbox page that there is something new. */
export const readCount = (sandbox: Sandbox, _request: Request): Promise<Reply> =>
  sandbox.command(async (world) => json(await countMessages(world)))
