import type { INotificationModuleService, MedusaContainer } from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { checkContact, isContactProblem, type Contact, type ContactInput } from "../../domain/check-contact"
import { distributionAdvice } from "../../domain/distribution-advice"
import { toSessionView } from "../../domain/session-view"
import { KlarnaApiError, KlarnaUnreachableError } from "../../klarna"
import { toMedusaError } from "../../medusa/to-medusa-error"
import { KLARNA_MODULE, type KlarnaModuleService } from "../../modules/klarna"
import type { DistributionRow, PageRow, PurchaseRow } from "../../modules/klarna/rows"

export type SendPaymentLinkStepInput = ContactInput & { page_id: string; actor_id?: string }

export const sendPaymentLinkStepId = "send-payment-link"

/** Template of the shop's own message; its data is `session`, the order's id and the address to pay at. */
const TEMPLATE = "klarna-payment-link"

/** Has a link sent, by Klarna or by the shop's own provider. Not undone: a message cannot be taken back. */
export const sendPaymentLinkStep = createStep(
  sendPaymentLinkStepId,
  async ({ page_id, actor_id, ...contact }: SendPaymentLinkStepInput, { container }) => {
    const klarna = container.resolve<KlarnaModuleService>(KLARNA_MODULE)
    const page = await klarna.pageRows.byId(page_id)
    const purchase = page && (await klarna.purchases.byId(page.purchase_id))
    if (!page || !purchase) throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no such link")
    const checked = checkContact(contact)
    if (isContactProblem(checked)) {
      throw new MedusaError(
        MedusaError.Types.INVALID_DATA,
        `${checked.field}: ${checked.rule}`,
        "contact_invalid"
      )
    }
    try {
      const sent = await klarna.distributePage({
        page,
        purchase,
        contact: checked,
        method: contact.method,
        actorId: actor_id ?? null,
        send:
          contact.method === "notification"
            ? () => notify(container, klarna, checked, page, purchase)
            : undefined,
      })
      return new StepResponse({
        id: sent.id,
        method: sent.method,
        recipient: sent.recipient,
        result: sent.result,
      })
    } catch (error) {
      throw explained(error, contact.method)
    }
  }
)

async function notify(
  container: MedusaContainer,
  klarna: KlarnaModuleService,
  contact: Contact,
  page: PageRow,
  purchase: PurchaseRow
): Promise<{ correlationId?: string }> {
  const notifications = container.resolve<INotificationModuleService>(Modules.NOTIFICATION)
  const channel = contact.method === "sms" ? "sms" : "email"
  await notifications.createNotifications({
    to: contact.method === "sms" ? contact.phone : contact.method === "email" ? contact.email : "",
    channel,
    template: TEMPLATE,
    trigger_type: "klarna.payment_link",
    resource_id: purchase.order_id ?? purchase.subject_id,
    resource_type: purchase.subject_type,
    data: {
      payment_url: page.redirect_url,
      session: toSessionView(page, purchase, klarna.stateOf(purchase, page)),
    },
  })
  return {}
}

/** Klarna's refusal in words that say what to do; everything else as it is everywhere. */
function explained(error: unknown, method: DistributionRow["method"]): unknown {
  if (error instanceof KlarnaApiError && method !== "notification") {
    return new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      `${distributionAdvice(error.code, method)} [${error.correlationId ?? "no correlation id"}]`,
      error.code
    )
  }
  if (error instanceof KlarnaUnreachableError) return toMedusaError(error)
  const { name, code, message } = error as { name?: string; code?: string; message?: string }
  if (name === "DistributionError") return new MedusaError(MedusaError.Types.NOT_ALLOWED, message ?? "", code)
  if (method === "notification" && !MedusaError.isMedusaError(error)) {
    return new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      "The shop's own message was not sent: no notification provider for this channel took it",
      "notification_not_sent"
    )
  }
  return error
}
