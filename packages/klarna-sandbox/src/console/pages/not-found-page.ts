import type { Reply } from "../../http/reply"
import type { Request } from "../../http/request"
import { html } from "../../pages/html"
import type { Sandbox } from "../../sandbox"
import { consolePage } from "../frame"

/** @param what as in "There is no order with this id" */
export const notFoundPage = (sandbox: Sandbox, request: Request, what: string): Reply =>
  consolePage(sandbox, request, {
    title: "Not found",
    status: 404,
    body: html`<div class="empty">
      <p>
        There is no ${what} with this id. A reset forgets everything; so does a restart without
        <code>--data</code>.
      </p>
      <p><a href="/">Overview</a></p>
    </div>`,
  })
