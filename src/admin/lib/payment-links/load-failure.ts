import { explain, type Translate } from "./explain"

/** Why something could not be read, and what to do: log in again, ask for leave, look elsewhere, or try again. */
export type LoadFailure = {
  kind: "logged_out" | "forbidden" | "not_found" | "failed"
  title: string
  text: string
}

/** @param error of our routes */
export function loadFailure(t: Translate, error: Error): LoadFailure {
  const status = "status" in error ? error.status : undefined
  if (status === 401)
    return {
      kind: "logged_out",
      title: t("links.failed.loggedOut"),
      text: t("links.failed.loggedOutHint"),
    }
  if (status === 403)
    return { kind: "forbidden", title: t("links.failed.forbidden"), text: t("links.failed.forbiddenHint") }
  return status === 404
    ? { kind: "not_found", title: t("links.failed.notFound"), text: t("links.failed.notFoundHint") }
    : { kind: "failed", title: t("links.failed.title"), text: explain(t, error).text }
}
