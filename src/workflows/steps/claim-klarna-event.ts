import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { pageOutcome, statusOnReturn, type BrowserUrl } from "../../domain/page-outcomes"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { EventRow } from "../../modules/klarna/rows"

export type ClaimKlarnaEventStepInput = { event_id: string }

/** What a stored signal asks for. */
export type ClaimedEvent = {
  event_id: string
  purchase_id: string
  page_id: string | null
  page_status: string | null
  todo: "nothing" | "note" | "read_page" | "sync"
}

type StatusPayload = {
  session?: { status?: unknown; updated_at?: unknown; order_id?: unknown; klarna_reference?: unknown }
  /** Of a return: where the page sent the browser. */
  outcome?: unknown
}

export const claimKlarnaEventStepId = "claim-klarna-event"

/** Takes a signal from the inbox and says what it leads to. Not undone: the sweep takes it up again. */
export const claimKlarnaEventStep = createStep(
  claimKlarnaEventStepId,
  async ({ event_id }: ClaimKlarnaEventStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const event = await klarna.inbox.claim(event_id)
    if (!event) {
      return new StepResponse<ClaimedEvent>({
        event_id,
        purchase_id: "",
        page_id: null,
        page_status: null,
        todo: "nothing",
      })
    }
    const session = (event.payload as StatusPayload | null)?.session
    const status = typeof session?.status === "string" ? session.status : null
    const todo = await whatToDo(klarna, event, status)
    if (event.page_id && status && todo !== "read_page")
      await note(klarna, event, status, session?.updated_at)
    if (session) await noteReference(klarna, event, session)
    await learn(klarna, event)
    return new StepResponse<ClaimedEvent>({
      event_id,
      purchase_id: event.purchase_id,
      page_id: event.page_id,
      page_status: status,
      todo,
    })
  }
)

async function whatToDo(
  klarna: KlarnaModuleService,
  event: EventRow,
  status: string | null
): Promise<ClaimedEvent["todo"]> {
  const purchase = event.page_id ? await klarna.purchases.byId(event.purchase_id) : undefined
  if (purchase && status) return pageOutcome(status, purchase.channel).signal
  const outcome = (event.payload as StatusPayload | null)?.outcome
  if (event.source !== "return" || outcome === "success" || !event.page_id || !purchase) return "sync"
  // The callback about the same step has mostly come already, and the page was read then.
  const page = await klarna.pageRows.byId(event.page_id)
  return page?.state === statusOnReturn(purchase.channel, outcome as BrowserUrl) ? "note" : "read_page"
}

/** What two signals bring besides themselves: the order that a session became, or that a paid one is worth a look. */
async function learn(klarna: KlarnaModuleService, { source, purchase_id, payload }: EventRow): Promise<void> {
  const orderId = (payload as { order_id?: unknown } | null)?.order_id
  if (source === "push" && typeof orderId === "string") await klarna.adoptOrder(purchase_id, orderId)
  if (source !== "fraud") return
  const purchase = await klarna.purchases.byId(purchase_id)
  // The sync reads whatever is not settled by itself.
  if (purchase && klarna.statusOf(purchase) === "complete") {
    await klarna.readPurchase(purchase_id, { again: true })
  }
}

/** The short number that shopper and Klarna's support know. Shown only, and only for the order that we know. */
async function noteReference(
  klarna: KlarnaModuleService,
  event: EventRow,
  session: NonNullable<StatusPayload["session"]>
): Promise<void> {
  const { klarna_reference, order_id } = session
  if (typeof klarna_reference !== "string" || klarna_reference.length > 64) return
  const purchase = await klarna.purchases.byId(event.purchase_id)
  if (purchase && purchase.klarna_order_id === order_id && !purchase.klarna_reference) {
    await klarna.purchases.update(purchase.id, { klarna_reference })
  }
}

/** A hint for the next cart change: an open page has to be replaced, a waiting one not. */
async function note(
  klarna: KlarnaModuleService,
  event: EventRow,
  status: string,
  updatedAt: unknown
): Promise<void> {
  const at = typeof updatedAt === "string" ? new Date(updatedAt) : null
  if (at && !Number.isNaN(at.getTime())) await klarna.pageRows.moveTo(event.page_id as string, status, at)
}
