import { Button, Text } from "@medusajs/ui"
import { useEffect, useRef, useState } from "react"
import { useTranslation } from "react-i18next"
import { isEmail } from "../../lib/is-email"
import { nameOf, useFoundCustomers, type Buyer, type Customer } from "../../lib/order-entry/use-customers"
import { Part } from "./part"
import { SearchBox, type Choice } from "./search-box"

type Props = { buyer: Buyer | undefined; onBuyer: (buyer: Buyer | undefined, known?: Customer) => void }

const NEW = "new"

/** Who buys: found among the shop's customers, or a new address. */
export function CustomerPart({ buyer, onBuyer }: Props) {
  const { t } = useTranslation("klarna")
  const [text, setText] = useState("")
  const { data, isFetching } = useFoundCustomers(text)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (!buyer) input.current?.focus()
  }, [buyer])
  const found = text.length > 1 ? (data ?? []) : []
  const isNew = isEmail(text) && !found.some(({ email }) => email.toLowerCase() === text.toLowerCase())
  const choices: Choice[] = [
    ...found.map((customer) => ({ id: customer.id, content: <Person customer={customer} /> })),
    ...(isNew
      ? [{ id: NEW, content: <Text size="small">{t("entry.customer.use", { email: text })}</Text> }]
      : []),
  ]
  const choose = (id: string) => {
    const customer = found.find((each) => each.id === id)
    if (customer) onBuyer({ id, email: customer.email, name: nameOf(customer) }, customer)
    else onBuyer({ id: undefined, email: text, name: "" })
  }
  return (
    <Part title={t("entry.customer.title")}>
      {buyer ? (
        <div className="flex items-center justify-between gap-x-4">
          <div className="min-w-0">
            <Text size="small" weight="plus" className="break-words">
              {buyer.email}
            </Text>
            <Text size="small" className="text-ui-fg-subtle">
              {buyer.name || t("entry.customer.guest")}
            </Text>
          </div>
          <Button
            type="button"
            size="small"
            variant="secondary"
            className="shrink-0 text-nowrap"
            onClick={() => onBuyer(undefined)}
          >
            {t("entry.customer.change")}
          </Button>
        </div>
      ) : (
        <SearchBox
          label={t("entry.customer.search")}
          placeholder={t("entry.customer.placeholder")}
          resultsLabel={t("entry.customer.results")}
          nothing={t("entry.customer.none")}
          choices={choices}
          isSearching={isFetching}
          onSearch={setText}
          onChoose={choose}
          inputRef={input}
        />
      )}
    </Part>
  )
}

function Person({ customer }: { customer: Customer }) {
  return (
    <div className="flex flex-col">
      <Text size="small" leading="compact" weight="plus" className="break-words">
        {customer.email}
      </Text>
      <Text size="small" leading="compact" className="text-ui-fg-subtle">
        {[nameOf(customer), customer.phone].filter(Boolean).join(" · ")}
      </Text>
    </div>
  )
}
