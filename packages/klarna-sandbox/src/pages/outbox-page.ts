import { iso } from "../clock"
import type { Reply } from "../http/reply"
import type { Request } from "../http/request"
import { countMessages } from "../outbox/count-messages"
import type { Sandbox } from "../sandbox"
import { messages, type MessageRecord } from "../state/records"
import { html, type Html } from "./html"
import { page } from "./layout"
import { reloadWhenChanged } from "./live"
import { messagesFor } from "./messages/messages-for"

const SHOWN = 100

/** GET /outbox: every e-mail and SMS as the consumer sees it, newest first. */
export async function outboxPage(sandbox: Sandbox, _request: Request): Promise<Reply> {
  return sandbox.command(async (world) => {
    const sent = await world.db.find(messages, { order: { id: "DESC" }, take: SHOWN })
    const count = await countMessages(world)
    return page({
      title: "Outbox · Klarna sandbox",
      wide: true,
      body: html`<header class="top">
          <div>
            <strong>Outbox</strong>
            <a class="end" href="/">Klarna sandbox</a>
          </div>
        </header>
        <main>
          <div class="intro">
            <h1>What consumers were sent</h1>
            <p>Nothing leaves this machine. Newest first, the last ${SHOWN}.</p>
          </div>
          ${
            sent.length === 0
              ? html`<p class="empty">No e-mail and no SMS yet: distribute the link of a hosted page.</p>`
              : html`<div class="mail-list">${sent.map(message)}</div>`
          }
        </main>
        ${reloadWhenChanged("/outbox/count", JSON.stringify(count))}`,
    })
  })
}

function message(record: MessageRecord): Html {
  switch (record.channel) {
    case "email":
      return email(record)
    case "sms":
      return phone(record, record.body)
    case "token":
      return phone(record, `${record.body}\n${record.link}`)
  }
}

function email(record: MessageRecord): Html {
  const { to, subject, body, link, locale } = record
  return html`<article class="mail" lang="${locale}">
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
    ${footer(record)}
  </article>`
}

function phone(record: MessageRecord, text: string): Html {
  const { to, link, locale } = record
  const [before = "", after = ""] = text.split(link)
  return html`<article class="phone" lang="${locale}">
    <header><b>${to}</b>${record.channel === "sms" ? "SMS" : "App, by access id"}</header>
    <div>
      <p class="bubble">${before}<a href="${link}">${link}</a>${after}</p>
    </div>
    ${footer(record)}
  </article>`
}

const footer = ({ at, session_id }: MessageRecord): Html =>
  html`<footer lang="en">${iso(at).slice(0, 19).replace("T", " ")} · session ${session_id}</footer>`
