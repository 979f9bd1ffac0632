import type { ReactNode } from "react"

interface Props {
  title: string
  text?: string
  children?: ReactNode
}

/** A page that has one thing to say and one or two ways on. */
export function Notice({ title, text, children }: Props) {
  return (
    <section className="notice">
      <h1>{title}</h1>
      {text && <p>{text}</p>}
      {children && <div className="notice-ways">{children}</div>}
    </section>
  )
}
