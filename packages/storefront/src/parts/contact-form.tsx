import { useEffect, useRef, useState, type FormEvent } from "react"
import type { ContactDetails, ContactField } from "../contact-details"
import type { Country } from "../country"
import { demoAddress } from "../demo-addresses"
import { messages } from "../messages"
import { useAction } from "../use-action"
import { Problem } from "./problem"

interface FieldSpec {
  readonly name: ContactField
  readonly autoComplete: string
  readonly type?: "email" | "tel"
  readonly optional?: true
  /** Half of the row on anything wider than a narrow phone. */
  readonly half?: true
}

const FIELDS: readonly FieldSpec[] = [
  { name: "email", autoComplete: "email", type: "email" },
  { name: "first_name", autoComplete: "given-name", half: true },
  { name: "last_name", autoComplete: "family-name", half: true },
  { name: "address_1", autoComplete: "address-line1" },
  { name: "address_2", autoComplete: "address-line2", optional: true },
  { name: "postal_code", autoComplete: "postal-code", half: true },
  { name: "city", autoComplete: "address-level2", half: true },
  { name: "province", autoComplete: "address-level1", half: true },
  { name: "phone", autoComplete: "tel", type: "tel", half: true },
]

/** Klarna wants the state of a US address, and of no other of our countries. */
const hasStates = (countryCode: string) => countryCode === "us"

interface Props {
  country: Country
  initial: ContactDetails
  /** What Klarna does not take, of `initial`. */
  invalid: readonly ContactField[]
  save: (details: ContactDetails) => Promise<void>
}

export function ContactForm({ country, initial, invalid, save }: Props) {
  const [details, setDetails] = useState(initial)
  const { busy, problem, run } = useAction()
  const demo = demoAddress(country.code)
  const fields = FIELDS.filter(({ name }) => name !== "province" || hasStates(country.code))

  const form = useRef<HTMLFormElement>(null)
  const isInvalid = (name: ContactField) => invalid.includes(name) && details[name] === initial[name]

  useEffect(() => {
    const first = FIELDS.find(({ name }) => invalid.includes(name))
    if (first) form.current?.querySelector<HTMLInputElement>(`[name=${first.name}]`)?.focus()
  }, [invalid])

  function submit(event: FormEvent) {
    event.preventDefault()
    void run(() => save(details))
  }

  return (
    <form ref={form} onSubmit={submit} className="contact-form">
      {demo && (
        <button
          type="button"
          className="button button-quiet"
          data-testid="fill-demo-address"
          onClick={() => setDetails(demo)}
        >
          {messages.checkout.fillDemo(country.name)}
        </button>
      )}
      <div className="fields">
        {fields.map((field) => (
          <label key={field.name} className={field.half ? "field field-half" : "field"}>
            <span>{messages.fields[field.name]}</span>
            <input
              name={field.name}
              type={field.type ?? "text"}
              autoComplete={field.autoComplete}
              required={!field.optional}
              value={details[field.name]}
              aria-invalid={isInvalid(field.name)}
              aria-describedby={isInvalid(field.name) ? `invalid-${field.name}` : undefined}
              data-testid={field.name === "email" ? "email" : undefined}
              onChange={(event) => setDetails({ ...details, [field.name]: event.target.value })}
            />
            {isInvalid(field.name) && (
              <span id={`invalid-${field.name}`} className="field-invalid">
                {messages.widget.invalidField}
              </span>
            )}
          </label>
        ))}
        <p className="field field-half">
          <span>{messages.fields.country}</span>
          <strong>{country.name}</strong>
        </p>
      </div>
      <Problem text={problem} />
      <button type="submit" className="button" data-testid="save-address" aria-disabled={busy}>
        {busy ? messages.checkout.saving : messages.checkout.save}
      </button>
    </form>
  )
}
