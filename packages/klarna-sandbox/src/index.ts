export { startSandbox, type RunningSandbox, type SandboxOptions } from "./start-sandbox"
export type { Merchant } from "./merchant"
export type { Settings } from "./settings"
