import { PlusMini, Trash } from "@medusajs/icons"
import { Button, IconButton, Input, Select } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { SHIPPING_METHODS, type ShipmentDraft, type Shipments } from "../../lib/desk/use-shipments"
import { Field } from "./field"

/** How goods were sent, parcel by parcel. */
export function ShipmentFields({ shipments }: { shipments: Shipments }) {
  const { t } = useTranslation("klarna")
  const { drafts, isRequired } = shipments
  return (
    <fieldset className="flex min-w-0 flex-col gap-y-3">
      <legend className="txt-compact-small-plus mb-2">{t("desk.shipments.title")}</legend>
      {drafts.map((draft, at) => (
        <Shipment
          key={draft.key}
          draft={draft}
          number={at + 1}
          shipments={shipments}
          canRemove={!isRequired || drafts.length > 1}
        />
      ))}
      <div>
        <Button size="small" variant="secondary" type="button" onClick={shipments.add}>
          <PlusMini />
          {t(drafts.length ? "desk.shipments.addAnother" : "desk.shipments.add")}
        </Button>
      </div>
    </fieldset>
  )
}

type Props = { draft: ShipmentDraft; number: number; shipments: Shipments; canRemove: boolean }

function Shipment({ draft, number, shipments, canRemove }: Props) {
  const { t } = useTranslation("klarna")
  const problem = shipments.problems[number - 1]
  const set = (changes: Partial<ShipmentDraft>) => shipments.set(draft.key, changes)
  const isEmpty = problem === "shipment_empty"
  return (
    <div
      role="group"
      aria-label={t("desk.shipments.number", { number })}
      className="grid grid-cols-1 gap-3 rounded-lg border p-4 sm:grid-cols-2"
    >
      <Field label={t("desk.shipments.company")}>
        {(control) => (
          <Input
            {...control}
            size="small"
            maxLength={100}
            value={draft.company}
            onChange={({ target }) => set({ company: target.value })}
          />
        )}
      </Field>
      <Field label={t("desk.shipments.method")}>
        {(control) => <MethodChoice control={control} draft={draft} set={set} />}
      </Field>
      <Field
        label={t("desk.shipments.tracking")}
        hint={isEmpty ? t("desk.problem.shipment_empty") : undefined}
      >
        {(control) => (
          <Input
            {...control}
            size="small"
            maxLength={100}
            autoComplete="off"
            value={draft.tracking}
            onChange={({ target }) => set({ tracking: target.value })}
          />
        )}
      </Field>
      <Field
        label={t("desk.shipments.uri")}
        error={problem === "uri" ? t("desk.problem.uri") : undefined}
        optional
      >
        {(control) => (
          <Input
            {...control}
            type="url"
            size="small"
            maxLength={1024}
            autoComplete="off"
            value={draft.uri}
            onChange={({ target }) => set({ uri: target.value })}
          />
        )}
      </Field>
      {canRemove && (
        <div className="sm:col-span-2">
          <IconButton
            size="small"
            type="button"
            aria-label={t("desk.shipments.remove", { number })}
            onClick={() => shipments.remove(draft.key)}
          >
            <Trash />
          </IconButton>
        </div>
      )}
    </div>
  )
}

/** Klarna's field may be absent, which a select has no value for. */
const NOT_STATED = "none"

type ChoiceProps = {
  control: { id: string }
  draft: ShipmentDraft
  set: (changes: Partial<ShipmentDraft>) => void
}

function MethodChoice({ control, draft, set }: ChoiceProps) {
  const { t } = useTranslation("klarna")
  return (
    <Select
      size="small"
      value={draft.method || NOT_STATED}
      onValueChange={(method) => set({ method: method === NOT_STATED ? "" : method })}
    >
      <Select.Trigger id={control.id}>
        <Select.Value />
      </Select.Trigger>
      <Select.Content>
        <Select.Item value={NOT_STATED}>{t("desk.shipments.noMethod")}</Select.Item>
        {SHIPPING_METHODS.map((method) => (
          <Select.Item key={method} value={method}>
            {t(`desk.shipments.methods.${method}`)}
          </Select.Item>
        ))}
      </Select.Content>
    </Select>
  )
}
