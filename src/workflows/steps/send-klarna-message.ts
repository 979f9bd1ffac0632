import type { INotificationModuleService, Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { currencyExponent } from "../../domain/currencies"
import { MESSAGES, type Audience, type Occasion } from "../../domain/message-templates"
import { toMajor, type MinorUnits } from "../../domain/money"
import { readBuyerContact } from "../../medusa/read-buyer-contact"
import type { Query } from "../../medusa/read-purchase-source"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { PageRow, PurchaseRow } from "../../modules/klarna/rows"

export type SendKlarnaMessageStepInput = {
  occasion: Occasion
  purchase_id: string
  /** The page that it is about; the latest one when absent. */
  page_id?: string
  /** What makes two messages of one occasion two: a link may be sent twice. The page when absent. */
  once_per?: string
}

export const sendKlarnaMessageStepId = "send-klarna-message"

/**
 * Sends the shop's own messages about a payment, each once, to whom the options name. A message that cannot be sent is
 * logged and forgotten: no payment waits for it. Not undone: it cannot be taken back.
 */
export const sendKlarnaMessageStep = createStep(
  sendKlarnaMessageStepId,
  async ({ occasion, purchase_id, page_id, once_per }: SendKlarnaMessageStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const { templates, linksOnly } = MESSAGES[occasion]
    const { staff, buyer } = klarna.config.notifications
    const purchase = staff || buyer ? await klarna.purchases.byId(purchase_id) : undefined
    if (!purchase || (linksOnly && purchase.subject_type !== "order")) return new StepResponse({ sent: 0 })
    const page = page_id ? await klarna.pageRows.byId(page_id) : await klarna.pages.latest(purchase_id)
    const order = await readBuyerContact(orderQuery(container), purchase.order_id ?? purchase.subject_id)
    const data = toData(occasion, purchase, page, order?.display_id ?? null)
    const send = (
      audience: Audience,
      to: string | null | undefined,
      channel: string | undefined,
      more = {}
    ) => {
      const template = templates[audience]
      if (!template || !to || !channel) return Promise.resolve(0)
      return sendOne(container, {
        ...{ to, channel, template },
        trigger_type: `klarna.${occasion}`,
        resource_id: purchase.order_id ?? purchase.subject_id,
        resource_type: purchase.order_id ? "order" : purchase.subject_type,
        idempotency_key: ["klarna", template, once_per ?? page?.id ?? purchase.id].join(":"),
        data: { ...data, ...more },
      })
    }
    const sent = [
      await send("staff", staff?.to, staff?.channel),
      await send("buyer", buyer?.channel === "sms" ? order?.phone : order?.email, buyer?.channel, {
        payment_url: isPayable(page) ? page?.redirect_url : null,
      }),
    ]
    return new StepResponse({ sent: sent.reduce((sum, one) => sum + one, 0) })
  }
)

const orderQuery = (container: MedusaContainer) =>
  container.resolve(ContainerRegistrationKeys.QUERY) as unknown as Query

const isPayable = (page: PageRow | undefined): boolean => page !== undefined && !page.closed_at

type Message = Parameters<INotificationModuleService["createNotifications"]>[0] & { template?: string }

async function sendOne(container: MedusaContainer, message: Message): Promise<number> {
  try {
    await container.resolve<INotificationModuleService>(Modules.NOTIFICATION).createNotifications(message)
    return 1
  } catch (error) {
    // The recipient is a person, and providers repeat it in what they say.
    const { name } = error as Error
    container
      .resolve<Logger>(ContainerRegistrationKeys.LOGGER)
      .warn(
        `Klarna: the message ${message.template} was not sent (${name}). Is there a provider for its channel?`
      )
    return 0
  }
}

/** Ids, states and amounts; nothing of the buyer, and no address that pays. Amount in major units. */
function toData(
  occasion: Occasion,
  purchase: PurchaseRow,
  page: PageRow | undefined,
  displayId: number | null
): Record<string, unknown> {
  return {
    occasion,
    purchase_id: purchase.id,
    session_id: page?.id ?? null,
    order_id: purchase.order_id ?? (purchase.subject_type === "order" ? purchase.subject_id : null),
    cart_id: purchase.subject_type === "cart" ? purchase.subject_id : null,
    display_id: displayId,
    amount: Number(toMajor(purchase.amount as MinorUnits, currencyExponent(purchase.currency_code))),
    currency_code: purchase.currency_code.toLowerCase(),
    channel: purchase.channel,
    klarna_order_id: purchase.klarna_order_id,
    klarna_reference: purchase.klarna_reference,
    created_by: page?.created_by ?? null,
    expires_at: page?.expires_at?.toISOString() ?? null,
  }
}
