import { Hint, Input, Label, Select } from "@medusajs/ui"
import { useId } from "react"
import { useTranslation } from "react-i18next"
import type { Explained } from "../../lib/payment-links/explain"
import { methodsFor, type ContactState, type Method } from "../../lib/payment-links/use-contact"
import { useOwnChannels } from "../../lib/payment-links/use-own-channels"

type Props = { contact: ContactState; refusal?: Explained }

/** How, and to whom. */
export function ContactFields({ contact, refusal }: Props) {
  const { t } = useTranslation("klarna")
  const { method, setMethod } = contact
  const methods = methodsFor(useOwnChannels())
  const id = useId()
  return (
    <>
      <div className="flex flex-col gap-y-2">
        <Label size="small" htmlFor={id}>
          {t("links.send.method")}
        </Label>
        <Select size="small" value={method} onValueChange={(next) => setMethod(next as Method)}>
          <Select.Trigger id={id}>
            <Select.Value />
          </Select.Trigger>
          <Select.Content>
            {methods.map((each) => (
              <Select.Item key={each} value={each}>
                {t(`links.send.${each}`)}
              </Select.Item>
            ))}
          </Select.Content>
        </Select>
        <Hint>{t(`links.send.hint.${method}`)}</Hint>
      </div>
      {(method === "email" || method === "notification") && (
        <Field
          contact={contact}
          name="email"
          label={t("links.send.emailLabel")}
          type="email"
          refusal={refusal}
        />
      )}
      {(method === "sms" || method === "own_sms") && (
        <div className="grid grid-cols-[1fr_88px] gap-x-2">
          <Field
            contact={contact}
            name="phone"
            label={t("links.send.phoneLabel")}
            type="tel"
            refusal={refusal}
          />
          <Field
            contact={contact}
            name="phone_country"
            label={t("links.send.countryLabel")}
            refusal={refusal}
          />
        </div>
      )}
      {method === "token" && (
        <Field contact={contact} name="access_id" label={t("links.send.tokenLabel")} refusal={refusal} />
      )}
    </>
  )
}

type FieldProps = Props & { name: keyof ContactState["fields"]; label: string; type?: "email" | "tel" }

function Field({ contact, name, label, type, refusal }: FieldProps) {
  const id = useId()
  const isWrong = refusal?.field === name
  return (
    <div className="flex flex-col gap-y-2">
      <Label size="small" htmlFor={id}>
        {label}
      </Label>
      <Input
        id={id}
        size="small"
        type={type ?? "text"}
        value={contact.fields[name]}
        maxLength={name === "phone_country" ? 2 : 255}
        aria-invalid={isWrong || undefined}
        aria-describedby={isWrong ? `${id}-wrong` : undefined}
        onChange={({ target }) => contact.set(name, target.value)}
      />
      {isWrong && (
        <Hint id={`${id}-wrong`} variant="error" role="alert">
          {refusal.text}
        </Hint>
      )}
    </div>
  )
}
