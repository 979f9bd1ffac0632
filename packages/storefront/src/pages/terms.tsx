import { messages } from "../messages"
import { Notice } from "../parts/notice"
import { useTitle } from "../use-title"

/** Klarna requires the address of the terms and links to it from its page. */
export function TermsPage() {
  useTitle(messages.terms.title)
  return (
    <Notice title={messages.terms.title}>
      {messages.terms.paragraphs.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </Notice>
  )
}
