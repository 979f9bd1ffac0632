import QRCode from "qrcode"
import type { Reply } from "../http/reply"
import { param, type Request } from "../http/request"
import type { Sandbox } from "../sandbox"
import { pageUrl, requireSession } from "./hpp-session"

/** GET qr_code_url: a public PNG that leads to the page. */
export async function qrCode(sandbox: Sandbox, request: Request): Promise<Reply> {
  const url = await sandbox.command(async (world) =>
    pageUrl(world, await requireSession(world, param(request, "session_id")))
  )
  const data = await QRCode.toBuffer(url, { width: 360, margin: 2 })
  return { status: 200, content: { type: "image/png", data } }
}
