import type { Reply } from "../../http/reply"
import { LIVE_HEADER } from "../notice"
import { asset } from "./asset"

/** Nothing here is needed to read a page or to press its buttons. */
const script = `
"use strict"
const search = document.getElementById("q")
const lamp = document.querySelector(".live")

addEventListener("keydown", (event) => {
  const isTyping = event.target.closest("input, textarea, select")
  if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault()
    search.focus()
    search.select()
  }
  if (event.key === "Escape" && event.target === search) search.blur()
})

addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]")
  if (!button) return
  await navigator.clipboard.writeText(button.dataset.copy)
  const { textContent } = button
  button.textContent = "Copied"
  setTimeout(() => (button.textContent = textContent), 1200)
})

// A button that takes its time is pressed once.
addEventListener("submit", ({ target, submitter }) => {
  if (target.method !== "post") return
  setTimeout(() => submitter?.setAttribute("disabled", ""), 0)
})
addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("form[method=post] button[disabled]")) button.removeAttribute("disabled")
})

// A picture that cannot be loaded leaves the letter behind it.
const dropBroken = (image) => image.complete && image.naturalWidth === 0 && image.remove()
addEventListener("error", ({ target }) => target instanceof HTMLImageElement && target.remove(), true)
document.querySelectorAll("img").forEach(dropBroken)

// A link to a capture or refund opens it.
const openTarget = () => {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)))
  if (target?.localName === "details") target.open = true
}
addEventListener("hashchange", openTarget)
openTarget()

// On a phone the sections are a row that is wider than the screen.
document.querySelector("#sections [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" })

let clockStartedAt = performance.now()
function tick() {
  const clock = document.querySelector("time[data-now]")
  const shown = new Date(Number(clock.dataset.now) + performance.now() - clockStartedAt).toISOString()
  clock.querySelector("span").textContent = shown.slice(0, 10)
  clock.querySelector("b").textContent = shown.slice(11, 19)
}
setInterval(tick, 1000)

/** What a person opened, typed or chose stays as it is. */
const keeps = (name, node) =>
  (name === "open" && node.localName === "details") ||
  (["value", "checked", "selected"].includes(name) && Boolean(node.form || node.localName === "option"))

const settings = {
  ignoreActiveValue: true,
  callbacks: {
    beforeAttributeUpdated: (name, node) => !keeps(name, node),
    // A field that was typed into and is not in use any more.
    beforeNodeMorphed: (node) => !(node.localName === "input" && node.value !== node.defaultValue),
    afterNodeAdded(node) {
      if (node.localName === "tr") node.classList.add("new")
    },
  },
}

let isLooking = false
let looksAgain = false
async function look() {
  if (isLooking) return void (looksAgain = true)
  isLooking = true
  const startedAt = performance.now()
  try {
    const answer = await fetch(location.href, { headers: { "${LIVE_HEADER}": "1" } })
    const page = new DOMParser().parseFromString(await answer.text(), "text/html")
    for (const part of document.querySelectorAll("[data-live]")) {
      const next = page.getElementById(part.id)
      if (next) Idiomorph.morph(part, next, settings)
    }
    clockStartedAt = performance.now()
    document.title = page.title
  } catch {
    // The sandbox is gone; the lamp says so.
  }
  // A page that takes long is looked at less often: looking must not slow down what is looked at.
  const rest = Math.max(100, 4 * (performance.now() - startedAt))
  setTimeout(() => {
    isLooking = false
    if (looksAgain) {
      looksAgain = false
      look()
    }
  }, rest)
}

function shine(isLive) {
  lamp.classList.toggle("on", isLive)
  lamp.firstElementChild.textContent = isLive ? "live" : "not live"
}

let events
function watch() {
  events = new EventSource("/console/live")
  events.onopen = () => {
    shine(true)
    // What happened before this moment was not told.
    look()
  }
  events.onerror = () => shine(false)
  events.onmessage = look
}
function stopWatching() {
  events?.close()
  shine(false)
}
// Nobody looks at a tab in the background, and a browser has six connections for all of them.
document.addEventListener("visibilitychange", () => (document.hidden ? stopWatching() : watch()))
addEventListener("pagehide", stopWatching)
addEventListener("pageshow", ({ persisted }) => persisted && watch())
if (!document.hidden) watch()
`

/** GET /console/script.js: what is live, and the keys. */
export const viewScript = (): Reply => asset("text/javascript", script)
