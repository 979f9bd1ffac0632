import type { ReactNode } from "react"

interface Props {
  number: number
  title: string
  done: boolean
  action?: ReactNode
  children: ReactNode
}

export function Step({ number, title, done, action, children }: Props) {
  const id = `step-${number}`
  return (
    <section className="step" aria-labelledby={id}>
      <div className="step-head">
        <span className={done ? "step-number step-done" : "step-number"} aria-hidden="true">
          {done ? "✓" : number}
        </span>
        <h2 id={id}>{title}</h2>
        {action}
      </div>
      <div className="step-body">{children}</div>
    </section>
  )
}
