import { LessThan } from "typeorm"
import type { Reply } from "../../http/reply"
import type { Request } from "../../http/request"
import { html, type Html } from "../../pages/html"
import { messagesFor } from "../../pages/messages/messages-for"
import type { Sandbox } from "../../sandbox"
import { messages, type MessageRecord } from "../../state/records"
import { consolePage } from "../frame"
import { toHppSession } from "../parts/links"
import { numberCursor, pager, toPage } from "../parts/paging"
import { time } from "../parts/time"

const SHOWN = 30

const empty = html`<div class="empty">
  <p>No e-mail and no SMS yet.</p>
  <p>
    <code>POST /hpp/v1/sessions/:session_id/distribution</code> with
    <code>{"method": "email", "contact_information": {"email": "astrid@example.com"}}</code> sends the link of
    a hosted page. Nothing leaves this machine.
  </p>
</div>`

/** GET /outbox: every e-mail and SMS as the consumer sees it, newest first. */
export async function outboxPage(sandbox: Sandbox, request: Request): Promise<Reply> {
  const before = numberCursor(request) ?? Number.MAX_SAFE_INTEGER
  const { found, now } = await sandbox.command(async ({ db, now }) => ({
    found: await db.find(messages, {
      where: { id: LessThan(before) },
      order: { id: "DESC" },
      take: SHOWN + 1,
    }),
    now,
  }))
  const { rows, next } = toPage(found, ({ id }) => id, SHOWN)
  return consolePage(sandbox, request, {
    title: "Outbox",
    beside: html`<p class="note">What consumers were sent. Nothing leaves this machine.</p>`,
    body:
      rows.length === 0
        ? empty
        : [
            html`<div class="mail-list">${rows.map((message) => messageItem(message, now))}</div>`,
            pager(request, next),
          ],
  })
}

function messageItem(message: MessageRecord, now: number): Html {
  switch (message.channel) {
    case "email":
      return email(message, now)
    case "sms":
      return phone(message, message.body, now)
    case "token":
      return phone(message, `${message.body}\n${message.link}`, now)
  }
}

function email(message: MessageRecord, now: number): Html {
  const { id, to, subject, body, link, locale } = message
  return html`<article class="mail" id="message-${id}" lang="${locale}">
    <header><b>${subject}</b>${to}</header>
    <div>
      ${body
        .split("\n\n")
        .map((paragraph) =>
          paragraph === link
            ? html`<a class="button main" href="${link}">${messagesFor(locale).mailButton}</a>`
            : html`<p>${paragraph}</p>`
        )}
    </div>
    ${footer(message, now)}
  </article>`
}

function phone(message: MessageRecord, text: string, now: number): Html {
  const { id, to, link, locale, channel } = message
  const [before = "", after = ""] = text.split(link)
  return html`<article class="mail phone" id="message-${id}" lang="${locale}">
    <header><b>${to}</b>${channel === "sms" ? "SMS" : "App, by access id"}</header>
    <div>
      <p class="bubble">${before}<a href="${link}">${link}</a>${after}</p>
    </div>
    ${footer(message, now)}
  </article>`
}

const footer = ({ at, session_id }: MessageRecord, now: number): Html =>
  html`<footer lang="en">
    ${time(at, now)} · <a href="${toHppSession(session_id)}">session ${session_id}</a>
  </footer>`
