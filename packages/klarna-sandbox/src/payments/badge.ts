import type { Reply } from "../http/reply"
import { param, type Request } from "../http/request"
import { html } from "../pages/html"
import type { Sandbox } from "../sandbox"

/** GET /kp/badges/{identifier}.svg: a plain picture behind `asset_urls`; nothing of Klarna's is copied. */
export function badge(_sandbox: Sandbox, request: Request): Reply {
  const label = param(request, "file")
    .replace(/\.svg$/, "")
    .replaceAll("_", " ")
  const picture = html`<svg xmlns="http://www.w3.org/2000/svg" width="120" height="28" role="img">
    <rect width="120" height="28" rx="6" fill="#eef0f4" />
    <text x="60" y="18" font-family="sans-serif" font-size="12" text-anchor="middle" fill="#1c1f26">
      ${label}
    </text>
  </svg>`
  return { status: 200, content: { type: "image/svg+xml", data: picture.html } }
}
