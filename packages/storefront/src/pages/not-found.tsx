import { Link } from "react-router-dom"
import { messages } from "../messages"
import { Notice } from "../parts/notice"
import { useTitle } from "../use-title"

export function NotFoundPage() {
  useTitle(messages.notFound.title)
  return (
    <Notice title={messages.notFound.title} text={messages.notFound.text}>
      <Link className="button" to="/">
        {messages.notFound.home}
      </Link>
    </Notice>
  )
}
