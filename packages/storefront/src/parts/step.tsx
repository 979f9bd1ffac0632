import type { ReactNode } from "react"

interface Props {
  number: number
  title: string
  done: boolean
  action?: ReactNode
  children: ReactNode
}

const headingId = (number: number) => `step-${number}`

/** Where the focus goes when the control that had it has left the page. */
export const focusStep = (number: number) => document.getElementById(headingId(number))?.focus()

export function Step({ number, title, done, action, children }: Props) {
  const id = headingId(number)
  return (
    <section className="step" aria-labelledby={id}>
      <div className="step-head">
        <span className={done ? "step-number step-done" : "step-number"} aria-hidden="true">
          {done ? "✓" : number}
        </span>
        <h2 id={id} tabIndex={-1}>
          {title}
        </h2>
        {action}
      </div>
      <div className="step-body">{children}</div>
    </section>
  )
}
