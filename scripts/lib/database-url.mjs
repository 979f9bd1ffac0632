import { Failure } from "./failure.mjs"

/**
 * @param {string} text such as postgres://user:password@host:5432/name
 * @returns {{ host: string, port: number, user: string, password: string, name: string }}
 * @throws {Failure} without repeating the text: it holds a password
 */
export function readDatabaseUrl(text) {
  let url
  try {
    url = new URL(text)
  } catch {
    throw new Failure("DATABASE_URL is no URL. It looks like postgres://user:password@localhost:5432/name.")
  }
  if (!/^postgres(ql)?:$/.test(url.protocol)) {
    throw new Failure(
      `DATABASE_URL starts with ${url.protocol} instead of postgres:. Only PostgreSQL will do.`
    )
  }
  return {
    host: url.hostname,
    port: Number(url.port || 5432),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    name: decodeURIComponent(url.pathname.slice(1)),
  }
}
