import { Container, Heading } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import type { Session } from "../../lib/payment-links/session"
import { Copyable } from "../copyable"
import { Row } from "../row"

/** What people quote to Klarna, and what they find in logs. */
export function LinkIds({ session }: { session: Session }) {
  const { t } = useTranslation("klarna")
  const ids = [
    ["reference", session.klarna_reference],
    ["klarnaOrder", session.klarna_order_id],
    ["session", session.hpp_session_id],
    ["purchase", session.purchase_id],
    ["paymentSession", session.payment_session_id],
  ] as const
  return (
    <Container className="divide-y p-0">
      <Heading level="h2" className="px-6 py-4">
        {t("links.detail.ids")}
      </Heading>
      <div className="flex flex-col gap-y-3 px-6 py-4">
        {ids.map(
          ([name, value]) =>
            value && (
              <Row key={name} label={t(`links.detail.${name}`)}>
                <Copyable what={t(`links.detail.${name}`)} value={value} />
              </Row>
            )
        )}
      </div>
    </Container>
  )
}
