import { useState, type FormEvent } from "react"
import { useCustomer } from "../customer"
import { messages } from "../messages"
import { useAction } from "../use-action"
import { Problem } from "./problem"

/** One form for both: who has no account yet makes one with the same two fields. */
export function LogInForm() {
  const { logIn, register } = useCustomer()
  const { busy, problem, run } = useAction()
  const [isNew, setNew] = useState(false)
  const [email, setEmail] = useState("")
  const [password, setPassword] = useState("")

  function submit(event: FormEvent) {
    event.preventDefault()
    void run(() => (isNew ? register : logIn)({ email, password }))
  }

  return (
    <form className="contact-form log-in" onSubmit={submit}>
      <div className="fields">
        <label className="field">
          <span>{messages.fields.email}</span>
          <input
            name="email"
            type="email"
            autoComplete="email"
            required
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        </label>
        <label className="field">
          <span>{messages.account.password}</span>
          <input
            name="password"
            type="password"
            autoComplete={isNew ? "new-password" : "current-password"}
            required
            minLength={8}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </label>
      </div>
      <Problem text={problem} />
      <button type="submit" className="button" data-testid="log-in" aria-disabled={busy}>
        {isNew ? messages.account.register : messages.account.logIn}
      </button>
      <button
        type="button"
        className="link-button"
        data-testid="switch-to-register"
        onClick={() => setNew(!isNew)}
      >
        {isNew ? messages.account.haveOne : messages.account.haveNone}
      </button>
    </form>
  )
}
