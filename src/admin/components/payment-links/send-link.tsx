import { Container, Heading } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import type { SessionDetail } from "../../lib/payment-links/session"
import type { ContactDefaults } from "../../lib/payment-links/use-contact"
import { SendForm } from "./send-form"

type Props = { session: SessionDetail; meant?: ContactDefaults; firstRefusal?: Error }

export function SendLink(props: Props) {
  const { t } = useTranslation("klarna")
  return (
    <Container className="divide-y p-0">
      <Heading level="h2" className="px-6 py-4">
        {t("links.send.title")}
      </Heading>
      <div className="px-6 py-4">
        <SendForm {...props} wasSent={props.session.timeline.some(({ kind }) => kind === "sent")} />
      </div>
    </Container>
  )
}
