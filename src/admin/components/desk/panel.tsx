import { Container, Heading } from "@medusajs/ui"
import type { ReactNode } from "react"

type Props = { title: string; level?: "h1" | "h2"; aside?: ReactNode; children: ReactNode }

/** A part of the page with its heading. Each child is one block between divider lines. */
export function Panel({ title, level = "h2", aside, children }: Props) {
  return (
    <Container className="divide-y p-0">
      <div className="flex flex-wrap items-center justify-between gap-2 px-6 py-4">
        <Heading level={level}>{title}</Heading>
        {aside && <div className="flex flex-wrap items-center gap-2">{aside}</div>}
      </div>
      {children}
    </Container>
  )
}
