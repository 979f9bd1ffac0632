import { Button, Container, Heading, Hint, toast } from "@medusajs/ui"
import { useState, type FormEvent } from "react"
import { useTranslation } from "react-i18next"
import { explain } from "../../lib/payment-links/explain"
import type { Session } from "../../lib/payment-links/session"
import { useContact, type ContactDefaults } from "../../lib/payment-links/use-contact"
import { useLinkActions } from "../../lib/payment-links/use-link-actions"
import { CorrelationId } from "../unconfirmed-operations"
import { ContactFields } from "./contact-fields"

type Props = { session: Session; defaults: ContactDefaults; firstRefusal?: Error }

/** Sends the link, and once more when it did not arrive. */
export function SendLink({ session, defaults, firstRefusal }: Props) {
  const { t } = useTranslation("klarna")
  const { send } = useLinkActions()
  const contact = useContact(defaults)
  const [sent, setSent] = useState<string>()
  const refusal = send.error ?? (send.isIdle ? firstRefusal : undefined)
  const explained = refusal && explain(t, refusal)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (send.isPending) return
    try {
      const { distribution } = await send.mutateAsync({ id: session.id, contact: contact.value })
      setSent(distribution.recipient)
      toast.success(t("links.send.done", { recipient: distribution.recipient }))
    } catch {
      // Shown below the fields.
    }
  }
  return (
    <Container className="divide-y p-0">
      <Heading level="h2" className="px-6 py-4">
        {t("links.send.title")}
      </Heading>
      <form noValidate className="flex flex-col gap-y-4 px-6 py-4" onSubmit={(event) => void submit(event)}>
        <ContactFields contact={contact} refusal={explained} />
        {explained && !explained.field && (
          <div role="alert" className="flex flex-col gap-y-2">
            <Hint variant="error">{explained.text}</Hint>
            <Hint>{t("links.send.other")}</Hint>
            {explained.correlationId && <CorrelationId value={explained.correlationId} />}
          </div>
        )}
        <div className="flex items-center justify-end gap-x-3">
          <Button type="submit" size="small" isLoading={send.isPending}>
            {t(sent ? "links.send.again" : "links.send.button")}
          </Button>
        </div>
      </form>
    </Container>
  )
}
