import { useQuery } from "@tanstack/react-query"
import { useTranslation } from "react-i18next"
import { sdk } from "../sdk"

type Named = { id: string; email: string; first_name?: string | null; last_name?: string | null }

const MOST = 200
/** A link that the plugin made by itself. */
const NOBODY = "system"

/** Names of Medusa's users by id, for who made and sent what. Without leave to read users, ids stay ids. */
export function useUserNames() {
  const { t } = useTranslation("klarna")
  const { data } = useQuery({
    queryKey: ["klarna", "user-names"],
    queryFn: async () => {
      const { users } = await sdk.admin.user.list({
        limit: MOST,
        fields: "id,email,first_name,last_name",
      })
      return (users as Named[]).map((user) => ({ id: user.id, name: nameOf(user) }))
    },
    staleTime: 5 * 60_000,
    retry: false,
  })
  const users = data ?? []
  const known = (id: string) => users.find((user) => user.id === id)?.name ?? id
  return { users, nameOf: (id: string) => (id === NOBODY ? t("links.detail.system") : known(id)) }
}

const nameOf = ({ first_name, last_name, email }: Named) =>
  [first_name, last_name].filter(Boolean).join(" ") || email
