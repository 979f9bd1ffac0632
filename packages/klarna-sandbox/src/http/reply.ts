import type { Readable } from "node:stream"

/**
 * An answer before it is written. `body` is sent as JSON, `content` as it is, `stream` as long as both sides want;
 * with none of them the answer is empty.
 */
export type Reply = {
  status: number
  headers?: Record<string, string>
  body?: unknown
  content?: { type: string; data: string | Buffer }
  stream?: { type: string; data: Readable }
}

export const json = (body: unknown, status = 200): Reply => ({ status, body })

export const noContent: Reply = { status: 204 }

export const html = (data: string, status = 200): Reply => ({
  status,
  content: { type: "text/html; charset=utf-8", data },
})

/** 303: the browser follows with a GET, also after a form. */
export const seeOther = (location: string): Reply => ({ status: 303, headers: { Location: location } })
