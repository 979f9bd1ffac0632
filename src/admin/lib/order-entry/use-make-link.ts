import { toast } from "@medusajs/ui"
import { useRef, useState } from "react"
import { useTranslation } from "react-i18next"
import { useNavigate } from "react-router-dom"
import { formatAmount } from "../format"
import type { ArrivalState } from "../payment-links/arrival"
import { explain } from "../payment-links/explain"
import type { Channel, Session } from "../payment-links/session"
import type { ContactState } from "../payment-links/use-contact"
import { useLinkActions } from "../payment-links/use-link-actions"
import type { DraftEntry } from "./use-draft-entry"

type Plan = { channel: Channel; providerId: string | undefined; contact: ContactState | undefined }

/** Makes the draft's link, sends it when somebody is to get it, and leads to where it is watched. */
export function useMakeLink(entry: DraftEntry) {
  const { t } = useTranslation("klarna")
  const { make, send } = useLinkActions()
  const navigate = useNavigate()
  const isUnderWay = useRef(false)
  const [isMaking, setIsMaking] = useState(false)
  const [refusal, setRefusal] = useState<string>()

  async function run(plan: Plan) {
    const draft = await entry.settled()
    if (!draft) return
    const { session } = await make.mutateAsync({
      order_id: draft.id,
      channel: plan.channel,
      provider_id: plan.providerId,
    })
    const total = formatAmount(session.amount, session.currency_code)
    const isAsAgreed = total === formatAmount(draft.total, draft.currency_code)
    // Nobody is sent another amount than the one they agreed to on the phone.
    if (!isAsAgreed) toast.warning(t("entry.link.changed", { total }))
    const state = plan.contact && isAsAgreed ? await sent(session, plan.contact) : arrivalOf(plan.contact)
    void navigate(
      `/klarna/payment-links/${session.id}${plan.channel === "in_store" && !plan.contact ? "/qr" : ""}`,
      { state }
    )
  }

  async function sent(session: Session, contact: ContactState): Promise<ArrivalState> {
    try {
      const { distribution } = await send.mutateAsync({ id: session.id, contact: contact.value })
      toast.success(t("links.send.done", { recipient: distribution.recipient }))
      return arrivalOf(contact)
    } catch (error) {
      const { message, code } = error as Error & { code?: string }
      return { ...arrivalOf(contact), refusal: { message, code } }
    }
  }

  return {
    isMaking,
    refusal,
    make: async (plan: Plan) => {
      if (isUnderWay.current) return
      isUnderWay.current = true
      setIsMaking(true)
      setRefusal(undefined)
      try {
        await run(plan)
      } catch (error) {
        setRefusal(explain(t, error as Error).text)
      } finally {
        isUnderWay.current = false
        setIsMaking(false)
      }
    },
  }
}

const arrivalOf = (contact: ContactState | undefined): ArrivalState =>
  contact
    ? {
        contact: {
          method: contact.method,
          email: contact.fields.email,
          phone: contact.fields.phone,
          country: contact.fields.phone_country,
        },
      }
    : null
