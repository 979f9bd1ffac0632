import { Button, Input } from "@medusajs/ui"
import { useEffect, useState } from "react"
import { useTranslation } from "react-i18next"
import { AGES, isFiltered, STATES, type Age, type ListQuery } from "../../lib/payment-links/list-query"
import { CHANNELS } from "../../lib/payment-links/session"
import { Choice } from "../choice"

type Props = {
  query: ListQuery
  users: { id: string; name: string }[]
  onChange: (changes: Record<string, string | undefined>) => void
}

const TYPING_MS = 300

/** What the list is narrowed to. */
export function SessionFilters({ query, users, onChange }: Props) {
  const { t } = useTranslation("klarna")
  const agents = users.map(({ id, name }) => ({ value: id, text: name }))
  return (
    <div className="grid grid-cols-2 gap-2 px-6 py-4 md:flex md:flex-wrap md:items-center">
      <div className="col-span-2 md:w-72">
        <Search text={query.q} onSearch={(q) => onChange({ q })} />
      </div>
      <Choice
        label={t("links.list.state")}
        value={query.state}
        choices={STATES.map((state) => ({ value: state, text: t(`links.list.${state}`) }))}
        onChoose={(state) => onChange({ state })}
      />
      <Choice
        label={t("links.channel.short")}
        value={query.channel}
        choices={CHANNELS.map((channel) => ({ value: channel, text: t(`links.channel.${channel}`) }))}
        onChoose={(channel) => onChange({ channel })}
      />
      <Choice
        label={t("links.list.agent")}
        value={query.agent}
        choices={agents}
        onChoose={(agent) => onChange({ agent })}
      />
      {/* Their words do not fit into half a phone. */}
      <div className="col-span-2">
        <Choice
          label={t("links.list.age")}
          value={query.age}
          choices={(Object.keys(AGES) as Age[]).map((age) => ({ value: age, text: t(`links.list.${age}`) }))}
          onChoose={(age) => onChange({ age })}
        />
      </div>
      <div className="col-span-2">
        <Choice
          label={t("links.list.show")}
          value={query.everything ? "all" : undefined}
          none={t("links.list.links")}
          choices={[{ value: "all", text: t("links.list.everything") }]}
          onChoose={(show) => onChange({ show })}
        />
      </div>
      {isFiltered(query) && (
        <Button
          size="small"
          variant="transparent"
          type="button"
          className="col-span-2"
          onClick={() =>
            onChange({ q: undefined, state: undefined, channel: undefined, agent: undefined, age: undefined })
          }
        >
          {t("links.list.clear")}
        </Button>
      )}
    </div>
  )
}

function Search({ text, onSearch }: { text: string; onSearch: (text: string) => void }) {
  const { t } = useTranslation("klarna")
  const [typed, setTyped] = useState(text)
  useEffect(() => setTyped(text), [text])
  useEffect(() => {
    if (typed === text) return
    const timer = setTimeout(() => onSearch(typed), TYPING_MS)
    return () => clearTimeout(timer)
  }, [typed, text, onSearch])
  return (
    <Input
      type="search"
      size="small"
      value={typed}
      maxLength={255}
      placeholder={t("links.list.search")}
      aria-label={t("links.list.searchLabel")}
      onChange={({ target }) => setTyped(target.value)}
    />
  )
}
