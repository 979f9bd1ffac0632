import { Button, Hint, toast } from "@medusajs/ui"
import { useRef, useState, type FormEvent } from "react"
import { useTranslation } from "react-i18next"
import { explain } from "../../lib/payment-links/explain"
import type { Session } from "../../lib/payment-links/session"
import { useContact, type ContactDefaults } from "../../lib/payment-links/use-contact"
import { useLinkActions } from "../../lib/payment-links/use-link-actions"
import { CorrelationId } from "../correlation-id"
import { ContactFields } from "./contact-fields"

type Props = {
  session: Session
  /** In place of what the order knows of its buyer. */
  meant?: ContactDefaults
  /** Why it was not sent when it was made. */
  firstRefusal?: Error
  wasSent?: boolean
}

/** Sends a link, and once more when it did not arrive. A second press while the first is under way does nothing. */
export function SendForm({ session, meant, firstRefusal, wasSent = false }: Props) {
  const { t } = useTranslation("klarna")
  const { send } = useLinkActions()
  const { order } = session
  const contact = useContact({
    email: order?.email ?? undefined,
    phone: order?.phone ?? undefined,
    country: order?.country_code ?? undefined,
    ...meant,
  })
  const [isSent, setIsSent] = useState(wasSent)
  // A second press may come before the first is drawn.
  const isUnderWay = useRef(false)
  const refusal = send.error ?? (send.isIdle ? firstRefusal : undefined)
  const explained = refusal && explain(t, refusal)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (isUnderWay.current) return
    isUnderWay.current = true
    try {
      const { distribution } = await send.mutateAsync({ id: session.id, contact: contact.value })
      setIsSent(true)
      toast.success(t("links.send.done", { recipient: distribution.recipient }))
    } catch {
      // Shown below the fields.
    } finally {
      isUnderWay.current = false
    }
  }
  return (
    <form noValidate className="flex flex-col gap-y-4" onSubmit={(event) => void submit(event)}>
      <ContactFields contact={contact} refusal={explained} />
      {explained && !explained.field && (
        <div role="alert" className="flex flex-col gap-y-2">
          <Hint variant="error">{explained.text}</Hint>
          <Hint>{t("links.send.other")}</Hint>
          {explained.correlationId && <CorrelationId value={explained.correlationId} />}
        </div>
      )}
      <div className="flex justify-end">
        <Button type="submit" size="small" isLoading={send.isPending}>
          {t(isSent ? "links.send.again" : "links.send.button")}
        </Button>
      </div>
    </form>
  )
}
