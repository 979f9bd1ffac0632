/// <reference types="vite/client" />

interface ImportMetaEnv {
  readonly VITE_MEDUSA_URL?: string
  readonly VITE_PUBLISHABLE_KEY?: string
  readonly VITE_KIOSK_PUBLISHABLE_KEY?: string
  readonly VITE_KIOSK_COUNTRY?: string
  readonly VITE_KLARNA_SCRIPT_URL?: string
}
