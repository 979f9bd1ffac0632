import { messages } from "../messages"

/** @param page true where nothing else is on the screen yet */
export function Loading({ page = false }: { page?: boolean }) {
  const loading = (
    <div className={page ? "loading loading-page" : "loading"} role="status">
      <span className="loading-lamp" aria-hidden="true" />
      {messages.loading}
    </div>
  )
  return page ? <main>{loading}</main> : loading
}
