import type { Reply } from "../../http/reply"

/** Small and local: asking again each time costs nothing, and an update of the sandbox shows at once. */
export const asset = (type: string, data: string): Reply => ({
  status: 200,
  headers: { "Cache-Control": "no-cache" },
  content: { type: `${type}; charset=utf-8`, data },
})
