import { useTranslation } from "react-i18next"

/** A page's name in the line above it; `handle.breadcrumb` itself knows no language. */
export function Crumb({ text }: { text: string }) {
  const { t } = useTranslation("klarna")
  return <>{t(text)}</>
}
