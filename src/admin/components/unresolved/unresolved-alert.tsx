import { Alert, Container } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { usePurchase } from "../../lib/unresolved/use-unresolved"
import { ResolveDialog } from "./resolve-dialog"

/** Says so when a link's order at Klarna was looked for and not found, and lets staff say what is there. */
export function UnresolvedAlert({ purchaseId }: { purchaseId: string }) {
  const { t } = useTranslation("klarna")
  const { data } = usePurchase(purchaseId)
  if (!data?.possible.resolve.allowed) return null
  return (
    <Container className="flex flex-col items-start gap-y-3 px-6 py-4">
      <Alert variant="warning">{t("unresolved.found")}</Alert>
      <ResolveDialog purchase={data} />
    </Container>
  )
}
