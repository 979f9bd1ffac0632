import { Container, Heading } from "@medusajs/ui"
import { useId, type ReactNode } from "react"

/** One step of the screen, with its heading. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  const id = useId()
  return (
    <Container className="divide-y p-0">
      <section aria-labelledby={id} className="divide-y">
        <Heading id={id} level="h2" className="px-6 py-4">
          {title}
        </Heading>
        <div className="flex flex-col gap-y-4 px-6 py-4">{children}</div>
      </section>
    </Container>
  )
}
