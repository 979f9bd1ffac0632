import { useState, type ReactNode } from "react"
import { messages } from "../messages"
import { useKlarnaAuthorization, type Agreed } from "../use-klarna-authorization"
import { useKlarnaWidget } from "../use-klarna-widget"
import { KlarnaScriptError, type KlarnaBuyer, type PaymentMethodCategory } from "../klarna-widget"
import { Loading } from "./loading"

interface Props {
  /** From the payment session's data. */
  clientToken: string
  categories: readonly PaymentMethodCategory[]
  /** Changes whenever the session was changed: the widget then shows it anew. */
  version: string
  /** Undefined: Klarna's. */
  scriptUrl: string | undefined
  /** Klarna gets it when the shopper pays, and not before. */
  buyer: KlarnaBuyer
  /** What the button says; not every agreement is a purchase. */
  label: string
  /** Something else has to finish first. */
  busy: boolean
  /** False when the shop asks the shopper once more before the payment is final. */
  autoFinalize?: boolean
  /** The shopper agreed. What the token is used for is the shop's. */
  onAuthorized: (agreed: Agreed) => Promise<void>
  /** Klarna's names of fields that the shopper can mend. */
  onInvalidFields: (fields: readonly string[]) => void
  /** Klarna said no to one category. */
  onRefused?: () => void
  /** Between the ways to pay and the button. */
  children?: ReactNode
}

const words = messages.widget

/** Klarna's widget: the ways to pay that it offers, its own part of each, and the button. */
export function KlarnaWidget(props: Props) {
  const { clientToken, categories, version, scriptUrl, buyer, label, autoFinalize = true } = props
  const { hidden, hide, showAll } = useHidden(version)
  const [wanted, setWanted] = useState<string>()
  const offered = categories.filter(({ identifier }) => !hidden.has(identifier))
  const chosen = offered.find(({ identifier }) => identifier === wanted) ?? offered[0]
  const category = chosen?.identifier ?? ""
  const shown = useKlarnaWidget({
    ...{ clientToken, scriptUrl, version },
    category: chosen?.identifier,
    container: `#${containerId(category)}`,
    onNotOffered: hide,
  })
  const { busy, pay, isToFinalize, saidOf, forget } = useKlarnaAuthorization()
  const [refused, setRefused] = useState("")
  const asked = {
    ...{ clientToken, version, category, buyer, autoFinalize },
    onAuthorized: props.onAuthorized,
    onInvalidFields: props.onInvalidFields,
    onRefused: (identifier: string) => {
      setRefused(chosen?.name ?? identifier)
      hide(identifier)
      props.onRefused?.()
    },
  }

  const said = saidOf(asked)
  if (!chosen) {
    return <NothingOffered refused={said === "refused" ? refused : undefined} retry={showAll} />
  }
  const waits = busy || props.busy
  return (
    <div className="klarna-widget" aria-busy={waits}>
      <fieldset className="choices" disabled={waits}>
        <legend className={offered.length > 1 ? "widget-legend" : "visually-hidden"}>{words.choose}</legend>
        {offered.map((each) => (
          <Category
            key={each.identifier}
            category={each}
            isChosen={each === chosen}
            isOnly={offered.length === 1}
            choose={() => {
              setWanted(each.identifier)
              forget()
            }}
          />
        ))}
      </fieldset>
      {shown.status === "loading" && <Loading />}
      {shown.status === "failed" && <NotLoaded error={shown.error} retry={shown.retry} />}
      <p role="status" className="widget-said" data-testid="klarna-said">
        {statusWords()}
      </p>
      {props.children}
      <button
        type="button"
        className="button button-klarna"
        data-testid="pay-with-klarna"
        disabled={shown.status !== "ready"}
        aria-disabled={waits}
        onClick={() => {
          if (shown.widget && !waits) pay(shown.widget, asked)
        }}
      >
        {buttonWords()}
      </button>
    </div>
  )

  function statusWords(): string | undefined {
    if (isToFinalize(asked)) return words.finalizeHint
    return said === "refused" ? words.refused(refused) : said && words[said]
  }

  function buttonWords(): string {
    if (waits) return words.busy
    return isToFinalize(asked) ? words.finalize : label
  }
}

/** What Klarna has hidden stays so until the session changes: then it is asked anew. */
function useHidden(version: string) {
  const [state, setState] = useState({ version, hidden: new Set<string>() as ReadonlySet<string> })
  const hidden = state.version === version ? state.hidden : NONE
  const hide = (identifier: string) =>
    setState((before) => ({
      version,
      hidden: new Set([...(before.version === version ? before.hidden : NONE), identifier]),
    }))
  return { hidden, hide, showAll: () => setState({ version, hidden: NONE }) }
}

const NONE: ReadonlySet<string> = new Set()

const containerId = (identifier: string) => `klarna-${identifier}`

interface CategoryProps {
  category: PaymentMethodCategory
  isChosen: boolean
  isOnly: boolean
  choose: () => void
}

/** Klarna draws into the container; React must leave its inside alone. */
function Category({ category: { identifier, name, asset_urls }, isChosen, isOnly, choose }: CategoryProps) {
  const badge = asset_urls?.standard ?? asset_urls?.descriptive
  return (
    <div className="widget-category">
      {!isOnly && (
        <label className="choice">
          <input
            type="radio"
            name="klarna-category"
            value={identifier}
            checked={isChosen}
            onChange={choose}
          />
          <span className="choice-words">{name}</span>
          {badge && <img className="widget-badge" src={badge} alt="" />}
        </label>
      )}
      <div id={containerId(identifier)} className="widget-container" hidden={!isChosen} />
    </div>
  )
}

function NotLoaded({ error, retry }: { error: unknown; retry: () => void }) {
  const isBlocked = error instanceof KlarnaScriptError
  return (
    <div role="alert" className="failed">
      <p className="failed-title">{isBlocked ? words.blockedTitle : words.failedTitle}</p>
      <p>{isBlocked ? words.blocked : words.failed}</p>
      <button type="button" className="button button-quiet" onClick={retry}>
        {messages.tryAgain}
      </button>
    </div>
  )
}

function NothingOffered({ refused, retry }: { refused: string | undefined; retry: () => void }) {
  return (
    <div className="failed">
      <p role="alert" className="widget-said" data-testid="klarna-said">
        {refused && `${words.refusedLast(refused)} `}
        {words.none}
      </p>
      <button type="button" className="button button-quiet" onClick={retry}>
        {messages.tryAgain}
      </button>
    </div>
  )
}
