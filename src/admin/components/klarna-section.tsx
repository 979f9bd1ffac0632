import { Container, Heading } from "@medusajs/ui"
import type { ReactNode } from "react"
import { useTranslation } from "react-i18next"

/** The frame that every situation shares. Each child is one block between divider lines. */
export function KlarnaSection({ badges, children }: { badges?: ReactNode; children: ReactNode }) {
  const { t } = useTranslation("klarna")
  return (
    <Container className="divide-y p-0">
      <div className="flex items-center justify-between gap-x-2 px-6 py-4">
        <Heading level="h2">{t("title")}</Heading>
        <div className="flex items-center gap-x-2">{badges}</div>
      </div>
      {children}
    </Container>
  )
}

export const Block = ({ children }: { children: ReactNode }) => (
  <div className="flex flex-col gap-y-4 px-6 py-4">{children}</div>
)
