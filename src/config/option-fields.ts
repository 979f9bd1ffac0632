import { z } from "@medusajs/framework/zod"

const isLoopback = (url: URL) =>
  url.hostname === "localhost" ||
  url.hostname.endsWith(".localhost") ||
  url.hostname === "[::1]" ||
  /^127(\.\d{1,3}){3}$/.test(url.hostname)

const parseUrl = (value: string): URL | undefined => {
  try {
    return new URL(value)
  } catch {
    return undefined
  }
}

/** Klarna calls and redirects over HTTPS only; plain HTTP is for a machine that talks to itself. */
export const publicUrl = z.string().refine((value) => {
  const url = parseUrl(value)
  return url !== undefined && (url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url)))
}, "must be an https address (http only on localhost)")

export const countryCode = z
  .string()
  .regex(/^[A-Za-z]{2}$/, "must be a two-letter country code")
  .transform((code) => code.toUpperCase())
