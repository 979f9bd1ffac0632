import { iso } from "../clock"
import { html as htmlReply, type Reply } from "../http/reply"
import type { Request } from "../http/request"
import { html, type Html } from "../pages/html"
import type { Sandbox } from "../sandbox"
import { duration } from "./parts/time"
import { takeNotice } from "./notice"

const SECTIONS = [
  ["Overview", "/"],
  ["Orders", "/orders"],
  ["Sessions", "/sessions"],
  ["Captures", "/captures"],
  ["Refunds", "/refunds"],
  ["Customer tokens", "/customer-tokens"],
  ["Calls", "/calls"],
  ["Callbacks", "/callbacks"],
  ["Outbox", "/outbox"],
  ["Faults", "/faults"],
] as const

type Page = {
  title: string
  /** The title where it is more than text. */
  heading?: Html
  /** Above the title: where the page stands. */
  kind?: string
  /** Beside the title. */
  beside?: Html | readonly (Html | false | undefined)[] | false
  body: Html | readonly (Html | false | undefined)[]
  status?: number
}

/** Nothing from elsewhere runs or is loaded, pictures of goods excepted. */
const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data: http: https:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ")

/** A page of the console. What is marked `data-live` is brought up to date when something changes. */
export function consolePage(sandbox: Sandbox, request: Request, page: Page): Reply {
  const { notice, headers } = takeNotice(request)
  const content = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="referrer" content="same-origin" />
        <meta name="color-scheme" content="light dark" />
        <title>${page.title} · Klarna sandbox</title>
        <link rel="icon" href="/console/icon.svg" />
        <link rel="stylesheet" href="/console/style.css" />
        <script src="/console/morph.js" defer></script>
        <script src="/console/script.js" defer></script>
      </head>
      <body>
        <a class="skip" href="#main">Skip to content</a>
        <header>
          <a class="brand" href="/"><b>Sandbox</b> <span>for Klarna</span></a>
          ${searchBox(request)}
          <span class="live" role="status"><span>not live</span></span>
        </header>
        <div class="frame">
          <div class="side">${navigation(sandbox, request)} ${clock(sandbox)}</div>
          <div class="content">
            <div class="notices" role="status">${notice}</div>
            <main id="main" tabindex="-1" data-live>
              <div class="title">
                ${page.kind && html`<p class="kind">${page.kind}</p>`}
                <h1>${page.heading ?? page.title}</h1>
                ${page.beside}
              </div>
              ${page.body}
            </main>
          </div>
        </div>
      </body>
    </html>`
  const reply = htmlReply(content.html, page.status)
  return {
    ...reply,
    headers: { ...headers, "Content-Security-Policy": POLICY, "Cache-Control": "no-store" },
  }
}

const searchBox = ({ path, query }: Request): Html =>
  html`<form class="search" role="search" action="/search">
    <label for="q" class="hidden">Search by id, reference or e-mail</label>
    <input
      id="q"
      name="q"
      type="search"
      value="${path === "/search" && query.get("q")}"
      placeholder="Any id, reference or e-mail"
      autocomplete="off"
      spellcheck="false"
      required
    />
    <kbd aria-hidden="true">/</kbd>
  </form>`

function navigation({ faults }: Sandbox, { path }: Request): Html {
  const inForce = faults.list().filter(({ times, struck }) => times === undefined || struck < times).length
  return html`<nav id="sections" aria-label="Console" data-live>
    <ul>
      ${SECTIONS.map(
        ([name, address]) =>
          html`<li>
            <a
              href="${address}"
              ${isIn(path, address) && html`aria-current="${path === address ? "page" : "true"}"`}
              >${name}${
                name === "Faults" &&
                inForce > 0 &&
                html` <span class="count" title="in force">${inForce}</span>`
              }</a
            >
          </li>`
      )}
    </ul>
  </nav>`
}

const isIn = (path: string, address: string) =>
  address === "/" ? path === "/" : path === address || path.startsWith(`${address}/`)

const STEPS = [
  ["1 min", 60_000],
  ["1 h", 3_600_000],
  ["1 day", 86_400_000],
  ["28 days", 28 * 86_400_000],
] as const

function clock({ clock }: Sandbox): Html {
  const now = clock.now()
  const shown = iso(now)
  return html`<section id="clock" class="clock" aria-labelledby="clock-title" data-live>
    <h2 id="clock-title">Clock</h2>
    <p>
      <time datetime="${shown}" data-now="${now}"
        ><span>${shown.slice(0, 10)}</span> <b>${shown.slice(11, 19)}</b></time
      >
      <span>UTC</span> ${clock.offset > 0 && html`<small>${duration(clock.offset)} ahead</small>`}
    </p>
    <form method="post" action="/clock" aria-label="Move the clock forward">
      ${STEPS.map(
        ([name, ms]) => html`<button name="advance_ms" value="${ms}" class="small">+${name}</button>`
      )}
    </form>
  </section>`
}
