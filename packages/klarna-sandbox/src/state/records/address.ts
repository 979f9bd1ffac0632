export type Address = Record<string, string>
