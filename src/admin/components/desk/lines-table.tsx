import { Table, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { formatAmount } from "../../lib/format"
import type { KlarnaLine, KlarnaOrder } from "../../lib/klarna-order"

type Props = { order: KlarnaOrder }

/** What was bought, and how many of each were captured and refunded: a table, and a list where it has no room. */
export function LinesTable(props: Props) {
  return (
    <>
      <div className="hidden overflow-x-auto md:block">
        <Wide {...props} />
      </div>
      <ul className="divide-y md:hidden">
        {props.order.lines.map((line) => (
          <Narrow key={line.id} line={line} {...props} />
        ))}
      </ul>
    </>
  )
}

function Wide({ order }: Props) {
  const { t } = useTranslation("klarna")
  return (
    <Table>
      <Table.Header>
        <Table.Row>
          <Table.HeaderCell>{t("desk.lines.name")}</Table.HeaderCell>
          <Table.HeaderCell className="text-right">{t("desk.lines.quantity")}</Table.HeaderCell>
          <Table.HeaderCell className="text-right">{t("desk.lines.captured")}</Table.HeaderCell>
          <Table.HeaderCell className="text-right">{t("desk.lines.refunded")}</Table.HeaderCell>
          <Table.HeaderCell className="text-right">{t("desk.lines.total")}</Table.HeaderCell>
        </Table.Row>
      </Table.Header>
      <Table.Body>
        {order.lines.map((line) => (
          <Table.Row key={line.id}>
            <Table.Cell className="w-full min-w-32 py-2">
              <div className="break-words">{line.name}</div>
              {line.reference && <div className="text-ui-fg-muted break-all">{line.reference}</div>}
            </Table.Cell>
            <Table.Cell className="text-right tabular-nums">{line.quantity}</Table.Cell>
            <Table.Cell className="text-right tabular-nums">{line.captured_quantity}</Table.Cell>
            <Table.Cell className="text-right tabular-nums">{line.refunded_quantity}</Table.Cell>
            <Table.Cell className="text-nowrap text-right tabular-nums">
              {formatAmount(line.total_amount, order.currency_code)}
            </Table.Cell>
          </Table.Row>
        ))}
      </Table.Body>
    </Table>
  )
}

function Narrow({ line, order }: Props & { line: KlarnaLine }) {
  const { t } = useTranslation("klarna")
  const of = (count: number) => t("desk.lines.ofQuantity", { count, quantity: line.quantity })
  return (
    <li className="flex flex-col gap-y-1 px-6 py-3">
      <div className="flex items-baseline justify-between gap-x-4">
        <Text size="small" leading="compact" weight="plus" className="min-w-0 break-words">
          {line.name}
        </Text>
        <Text size="small" leading="compact" className="text-nowrap tabular-nums">
          {formatAmount(line.total_amount, order.currency_code)}
        </Text>
      </div>
      <Text size="small" leading="compact" className="text-ui-fg-subtle">
        {t("desk.lines.captured")}: {of(line.captured_quantity)} · {t("desk.lines.refunded")}:{" "}
        {of(line.refunded_quantity)}
      </Text>
    </li>
  )
}
