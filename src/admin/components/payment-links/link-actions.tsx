import {
  ArrowPath,
  ArrowUpRightOnBox,
  EllipsisHorizontal,
  PaperPlane,
  Scan,
  SquareTwoStack,
} from "@medusajs/icons"
import { Button, DropdownMenu, IconButton, toast, usePrompt } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { Link, useNavigate } from "react-router-dom"
import { explain } from "../../lib/payment-links/explain"
import { isPaid, isPayable } from "../../lib/payment-links/link-state"
import type { Session, SessionDetail } from "../../lib/payment-links/session"
import { useLinkActions } from "../../lib/payment-links/use-link-actions"
import { DisableLink } from "./disable-link"

/** What can be done with a link where it stands. */
export function LinkActions({ session }: { session: Session & Partial<SessionDetail> }) {
  const { t } = useTranslation("klarna")
  const { make, sync, openModule } = useLinkActions()
  const navigate = useNavigate()
  const prompt = usePrompt()
  const payable = isPayable(session)
  const { order_id, order } = session
  // Of one that was replaced, a newer one may be with the buyer.
  const mayEndAnother = payable || session.state === "replaced"
  // While Klarna looks closer nobody is to pay twice: the route refuses it, too.
  const mayBePaid = isPaid(session) || session.state === "pending"
  const canMakeAnother = order_id !== null && !mayBePaid && !order?.canceled

  const makeAnother = async () => {
    if (!order_id) return
    const isSure =
      !mayEndAnother ||
      (await prompt({
        title: t("links.detail.replace"),
        description: t("links.detail.replaceConfirm"),
        confirmText: t("links.detail.replace"),
        cancelText: t("links.disable.cancel"),
      }))
    if (!isSure) return
    try {
      const made = await make.mutateAsync({
        order_id,
        channel: session.channel,
        provider_id: `pp_${session.provider}_klarna`,
      })
      toast.success(t("links.detail.replaced"))
      void navigate(`/klarna/payment-links/${made.session.id}`)
    } catch (error) {
      toast.error(explain(t, error as Error).text)
    }
  }
  const refresh = async () => {
    try {
      await sync.mutateAsync({ id: session.id })
    } catch (error) {
      toast.error(explain(t, error as Error).text)
    }
  }
  const openDistributionModule = async () => {
    // Browsers block a window that is opened after the answer.
    const tab = window.open("", "_blank")
    try {
      const { distribution_module } = await openModule.mutateAsync({ id: session.id })
      if (tab) tab.location.href = distribution_module.url
    } catch (error) {
      tab?.close()
      toast.error(explain(t, error as Error).text)
    }
  }
  const copy = async () => {
    await navigator.clipboard.writeText(session.redirect_url ?? "")
    toast.success(t("links.detail.copied"))
  }

  return (
    <>
      {payable && session.redirect_url && (
        <Button size="small" variant="secondary" className="text-nowrap" onClick={() => void copy()}>
          <SquareTwoStack />
          {t("links.detail.copyLink")}
        </Button>
      )}
      {payable && session.qr_code_url && (
        <Button size="small" variant="secondary" className="text-nowrap" asChild>
          <Link to={`/klarna/payment-links/${session.id}/qr`}>
            <Scan />
            {t("links.detail.showQr")}
          </Link>
        </Button>
      )}
      {payable && <DisableLink id={session.id} />}
      {!payable && canMakeAnother && (
        <Button
          size="small"
          variant="secondary"
          isLoading={make.isPending}
          onClick={() => void makeAnother()}
        >
          {t(mayEndAnother ? "links.detail.replace" : "links.detail.newLink")}
        </Button>
      )}
      <DropdownMenu>
        <DropdownMenu.Trigger asChild>
          <IconButton size="small" aria-label={t("links.detail.moreActions")} isLoading={sync.isPending}>
            <EllipsisHorizontal />
          </IconButton>
        </DropdownMenu.Trigger>
        <DropdownMenu.Content>
          <DropdownMenu.Item className="gap-x-2" onClick={() => void refresh()}>
            <ArrowPath className="text-ui-fg-subtle" />
            {t("links.detail.refresh")}
          </DropdownMenu.Item>
          {payable && canMakeAnother && (
            <DropdownMenu.Item className="gap-x-2" onClick={() => void makeAnother()}>
              <SquareTwoStack className="text-ui-fg-subtle" />
              {t("links.detail.replace")}
            </DropdownMenu.Item>
          )}
          {session.has_distribution_module && (
            <DropdownMenu.Item className="gap-x-2" onClick={() => void openDistributionModule()}>
              <PaperPlane className="text-ui-fg-subtle" />
              {t("links.detail.openModule")}
            </DropdownMenu.Item>
          )}
          {payable && session.redirect_url && (
            <DropdownMenu.Item asChild className="gap-x-2">
              <a href={session.redirect_url} target="_blank" rel="noreferrer">
                <ArrowUpRightOnBox className="text-ui-fg-subtle" />
                {t("links.detail.open")}
              </a>
            </DropdownMenu.Item>
          )}
        </DropdownMenu.Content>
      </DropdownMenu>
    </>
  )
}
