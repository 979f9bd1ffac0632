import type { UnresolvedTexts } from "./en"

export const unresolved: UnresolvedTexts = {
  title: "Tilaukset, joita kukaan ei löytänyt",
  hint: "Asiakas hyväksyi, mutta Klarnan vastaus tilauksen tekemiseen katosi. Kukaan ei voi maksaa näitä uudelleen, ennen kuin kerrot, mitä Klarnan portaali näyttää.",
  badge: "Ei löytynyt",
  since: "Etsitty {{time}} alkaen",
  found:
    "Asiakas hyväksyi, mutta Klarnan vastaus tilauksen tekemiseen katosi, eikä tilausta ole löytynyt sen jälkeen. Etsi se Klarnan portaalista ja kerro, mitä siellä on: sitä ennen kukaan ei voi maksaa uudelleen.",
  more: "Ja {{number}} muuta, jotka näytetään näiden jälkeen.",
  cart: "Ostoskori",
  order: "Tilaus",
  reference: "Merchant reference 2",
  lastError: "Viimeisin virhe",
  action: "Kerro, mitä Klarna näyttää",
  dialog: {
    title: "Mitä Klarnan portaali näyttää?",
    text: "Hae sieltä tunnuksella merchant reference 2, {{reference}}, summalla {{amount}}.",
    order: "Tilauksen",
    orderHint: "Se luetaan Klarnalta ja siitä tulee tilaus tänne.",
    none: "Ei tilausta",
    noneHint: "Mitään ei ole tilattu. Ostos voidaan maksaa uudelleen.",
    id: "Klarnan tilaustunnus",
    idHint: "Sellaisena kuin portaali sen näyttää.",
    idMissing: "Anna tilaustunnus, jonka portaali näyttää.",
    submit: "Vahvista",
    cancel: "Takaisin",
    taken: "Tilaus on otettu käyttöön",
    freed: "Ostos voidaan maksaa uudelleen",
    still: "Klarnan istunnon mukaan tilaus on olemassa: katso portaalista uudelleen",
  },
  refusal: {
    not_waiting: "Tämä ostos ei enää odota tilausta.",
    still_looking: "Tilausta etsitään yhä. Palaa puolen tunnin kuluttua asiakkaan hyväksynnästä.",
    order_of_another_purchase: "Tämä tilaus kuuluu toiseen ostokseen: sen merchant reference 2 on eri.",
    NO_SUCH_ORDER: "Klarna ei tunne tilausta tällä tunnuksella.",
  },
}
