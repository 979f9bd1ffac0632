import { html as htmlReply, type Reply } from "../http/reply"
import { html, type Html } from "./html"
import { styles } from "./styles"

export type Page = {
  title: string
  body: Html
  /** Of the page; English when absent. */
  language?: string
  /** Seconds until the browser goes on by itself. */
  continueTo?: { url: string; seconds: number }
  accent?: string | undefined
  status?: number
}

/** The frame of every page: works without script, made for a phone first. */
export function page({ title, body, language = "en", continueTo, accent, status }: Page): Reply {
  const content = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="referrer" content="no-referrer" />
        ${continueTo && html`<meta http-equiv="refresh" content="${continueTo.seconds};url=${continueTo.url}" />`}
        <title>${title}</title>
        <link
          rel="icon"
          href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='4' fill='%23163a36'/%3E%3Cpath d='M4 11l3-6 2 4 1.200-2L12 11z' fill='%23ffd27d'/%3E%3C/svg%3E"
        />
        <style>
          ${{ html: styles }}
          ${accent && { html: `:root{--accent:${accent}}` }}
        </style>
      </head>
      <body>
        ${body}
      </body>
    </html>`
  return htmlReply(content.html, status)
}
