import type { Reply } from "../../http/reply"
import type { Sandbox } from "../../sandbox"
import { widgetScript } from "./script"

/** GET /lib/v1/api.js: `Klarna.Payments` for a shop's page. */
export const viewScript = (sandbox: Sandbox): Reply => ({
  status: 200,
  headers: { "Access-Control-Allow-Origin": "*" },
  content: { type: "text/javascript; charset=utf-8", data: widgetScript(sandbox.url) },
})
