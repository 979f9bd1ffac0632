import { readFileSync } from "node:fs"
import type { Reply } from "../../http/reply"
import { asset } from "./asset"

const source = readFileSync(require.resolve("idiomorph/dist/idiomorph.min.js"), "utf8")

/** GET /console/morph.js: the library that changes of a page only what differs. */
export const viewMorph = (): Reply => asset("text/javascript", source)
