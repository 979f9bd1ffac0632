import type { Reply } from "../../http/reply"
import { asset } from "./asset"

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="4" fill="#163a36"/><path d="M3.500 11l3-6 2.200 4 1.300-2 2.500 4z" fill="#ffd27d"/></svg>`

/** GET /console/icon.svg */
export const viewIcon = (): Reply => asset("image/svg+xml", icon)
