import { Alert, Hint } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"
import type { OrderEntry } from "../../lib/order-entry/use-order-entry"

/** After a draft was taken elsewhere: which one it was, and what did not come along. */
export function MoveNotice({ move: { moved, problem } }: Pick<OrderEntry, "move">) {
  const { t } = useTranslation("klarna")
  if (problem) {
    return (
      <Hint variant="error" role="alert">
        {t("entry.region.failed", { reason: problem.message })}
      </Hint>
    )
  }
  if (!moved) return null
  const { from, leftOut } = moved
  return (
    <Alert variant={leftOut.length ? "warning" : "info"} role="status" data-part="moved">
      {t("entry.region.moved")}{" "}
      <Link to={`/draft-orders/${from.id}`} className="text-ui-fg-interactive">
        {t("links.draft", { number: from.display_id })}
      </Link>
      {leftOut.length > 0 && (
        <ul className="mt-2 list-disc pl-4">
          {leftOut.map(({ key, values }, at) => (
            <li key={at}>{t(`entry.region.left.${key}`, values)}</li>
          ))}
        </ul>
      )}
    </Alert>
  )
}
