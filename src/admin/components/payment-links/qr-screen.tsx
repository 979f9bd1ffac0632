import { FocusModal, Heading, Text } from "@medusajs/ui"
import type { ReactNode } from "react"
import { useTranslation } from "react-i18next"
import { formatAmount } from "../../lib/format"
import { isPaid, isPayable } from "../../lib/payment-links/link-state"
import type { Session } from "../../lib/payment-links/session"
import { shapeOf, StateBadge } from "./state-badge"

type Props = {
  session: Session | undefined
  onClose: () => void
  /** In place of a link that could not be read. */
  children?: ReactNode
}

/** Turned to the buyer at the counter: the code, then what became of it. Nothing here is for colleagues only. */
export function QrScreen({ session, onClose, children }: Props) {
  const { t } = useTranslation("klarna")
  return (
    <FocusModal open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <FocusModal.Content aria-describedby={undefined}>
        <FocusModal.Header>
          <FocusModal.Title asChild>
            <Text size="small" weight="plus">
              {t("links.qr.title")}
            </Text>
          </FocusModal.Title>
        </FocusModal.Header>
        <FocusModal.Body className="flex flex-col items-center justify-center overflow-y-auto p-4">
          {!session && children}
          {session && (isPayable(session) ? <Code session={session} /> : <Outcome session={session} />)}
        </FocusModal.Body>
      </FocusModal.Content>
    </FocusModal>
  )
}

const Amount = ({ session }: { session: Session }) => (
  <Heading className="text-4xl tabular-nums md:text-6xl">
    {formatAmount(session.amount, session.currency_code)}
  </Heading>
)

function Code({ session }: { session: Session }) {
  const { t } = useTranslation("klarna")
  return (
    <div className="flex w-full flex-col items-center gap-y-6 text-center">
      <Amount session={session} />
      {session.qr_code_url ? (
        // Scanners want dark on light, also in the dark theme.
        <img
          src={session.qr_code_url}
          alt={t("links.qr.alt")}
          className="aspect-square w-full max-w-[min(80vw,60vh)] rounded-xl bg-white p-4"
        />
      ) : (
        <Text>{t("links.qr.missing")}</Text>
      )}
      <Text className="text-ui-fg-subtle">{t("links.qr.hint")}</Text>
      <div role="status" aria-live="polite">
        <StateBadge state={session.state} size="small" words={t(`links.qr.state.${forBuyers(session)}`)} />
      </div>
    </div>
  )
}

/** Staff read where the link stands; who holds the phone is told what to do with it. */
function forBuyers({ state }: Session): string {
  if (["in_progress", "manual_id_check", "timeout"].includes(state)) return "in_progress"
  return ["back", "failed", "error"].includes(state) ? state : "waiting"
}

function Outcome({ session }: { session: Session }) {
  const { t } = useTranslation("klarna")
  const Icon = shapeOf(session.state)
  const paid = isPaid(session)
  const tone = paid ? "text-ui-tag-green-icon" : "text-ui-fg-muted"
  return (
    <div
      role="status"
      aria-live="assertive"
      data-state={session.state}
      className="flex flex-col items-center gap-y-6 text-center"
    >
      <Icon aria-hidden className={`${tone} size-32 md:size-48`} />
      <Heading className="text-5xl md:text-7xl">
        {t(`links.state.${session.state}`, { defaultValue: session.state })}
      </Heading>
      {paid && <Amount session={session} />}
      <Text className="text-ui-fg-subtle">{t(paid ? "links.qr.paidHint" : endOf(session.state))}</Text>
    </div>
  )
}

/** Not over yet: the buyer agreed, and Klarna has still to say yes. */
const endOf = (state: string) =>
  state === "authorized" || state === "pending" ? `links.qr.undecided` : "links.qr.ended"
