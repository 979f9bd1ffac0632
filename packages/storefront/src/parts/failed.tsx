import { errorWords } from "../error-words"
import { messages } from "../messages"

interface Props {
  error: unknown
  retry: () => void
  /** True where nothing else is on the screen. */
  page?: boolean
}

export function Failed({ error, retry, page = false }: Props) {
  const failed = (
    <div className={page ? "failed failed-page" : "failed"} role="alert">
      {page ? <h1>{messages.errors.title}</h1> : <p className="failed-title">{messages.errors.title}</p>}
      <p>{errorWords(error)}</p>
      <button type="button" className="button button-quiet" onClick={retry}>
        {messages.tryAgain}
      </button>
    </div>
  )
  return page ? <main>{failed}</main> : failed
}
