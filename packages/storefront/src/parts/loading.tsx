import { messages } from "../messages"

/** @param page true where nothing else is on the screen yet */
export function Loading({ page = false }: { page?: boolean }) {
  return (
    <div className={page ? "loading loading-page" : "loading"} role="status">
      <span className="loading-lamp" aria-hidden="true" />
      {messages.loading}
    </div>
  )
}
