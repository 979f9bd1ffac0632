import { Button, Drawer } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import type { Session } from "../../lib/payment-links/session"
import { SendForm } from "./send-form"

/** Sending, where the page is about something else. */
export function SendInDrawer({ session }: { session: Session }) {
  const { t } = useTranslation("klarna")
  return (
    <Drawer>
      <Drawer.Trigger asChild>
        <Button size="small" variant="secondary">
          {t("links.send.title")}
        </Button>
      </Drawer.Trigger>
      <Drawer.Content aria-describedby={undefined}>
        <Drawer.Header>
          <Drawer.Title>{t("links.send.title")}</Drawer.Title>
        </Drawer.Header>
        <Drawer.Body className="overflow-y-auto">
          <SendForm session={session} />
        </Drawer.Body>
      </Drawer.Content>
    </Drawer>
  )
}
