import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Logger } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../../modules/klarna"
import type { EventRow } from "../../../modules/klarna/rows"

type Signal = Pick<EventRow, "source" | "event_key" | "purchase_id" | "page_id" | "payload">

type ReceiveOptions = {
  /**
   * The sender repeats until something else happens (push until acknowledged): a signal that was worked off is opened
   * again.
   */
  repeats?: boolean
  /** What it brings and the inbox does not hold, because it is a secret. */
  keep?: () => Promise<unknown>
}

/**
 * Stores a signal with one insert and answers: exactly 200 with nothing, also for one that came before; 503 when
 * it could not be stored, so that Klarna sends it again. What it means is worked off afterwards.
 */
export async function receiveSignal(
  req: MedusaRequest,
  res: MedusaResponse,
  signal: Signal,
  { repeats = false, keep }: ReceiveOptions = {}
): Promise<void> {
  const klarna = req.scope.resolve<KlarnaModuleService>(KLARNA_MODULE)
  let eventId: string | undefined
  try {
    const received = await klarna.inbox.receive(signal)
    eventId =
      received.id ?? (repeats ? (await klarna.inbox.reopen(signal.source, signal.event_key))?.id : undefined)
    await keep?.()
  } catch (error) {
    const logger = req.scope.resolve<Logger>(ContainerRegistrationKeys.LOGGER)
    logger.error(
      `Klarna: a ${signal.source} was not stored: ${error instanceof Error ? error.name : "unknown error"}`
    )
    res.status(503).end()
    return
  }
  res.status(200).end()
  if (eventId) await klarna.tell("klarna.callback.received", { event_id: eventId })
}
