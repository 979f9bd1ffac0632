export type Pasted = { payload: unknown } | { problem: "empty" | "no_json" }

/** What somebody pasted. JSON of any shape is examined; what is no JSON is not. */
export function readPasted(text: string): Pasted {
  if (!text.trim()) return { problem: "empty" }
  try {
    return { payload: JSON.parse(text) as unknown }
  } catch {
    return { problem: "no_json" }
  }
}
