import { createKlarnaClients, type KlarnaClients } from "../../../src/klarna"
import { TARGETS, type Control, type ShopperAction, type Target } from "./target"

export type Contract = KlarnaClients & {
  close: () => Promise<void>
  /** Klarna's own address, also where the clients go through a recorder. */
  baseUrl: string
  shopper: (hppSessionId: string, action: ShopperAction) => Promise<void>
  loseAnswer: (method: string, path: string) => Promise<void>
  control: Control
  /** The same account with a key that does not exist. */
  withWrongKey: <Result>(use: (klarna: KlarnaClients) => Promise<Result>) => Promise<Result>
}

const silent = { info: () => undefined, warn: () => undefined }

/**
 * Runs tests against each target.
 *
 * @param define gets the contract of the running test, and an `it` for tests that need the sandbox's obedient shopper
 */
export function describeContract(
  title: string,
  define: (contract: () => Contract, itWithShopper: jest.It) => void,
  targets = TARGETS
): void {
  describe.each(Object.entries(targets))(`${title} at the %s`, (name, start) => {
    let target: Target
    let contract: Contract

    beforeAll(async () => {
      target = await start()
      const { account, baseUrl } = target
      contract = {
        ...createKlarnaClients(account, { logger: silent }),
        baseUrl,
        shopper: async (...step) => target.shopper?.(...step),
        loseAnswer: async (...call) => target.loseAnswer?.(...call),
        control: async (...order) => target.control?.(...order) ?? {},
        withWrongKey: async (use) => {
          const klarna = createKlarnaClients({ ...account, apiKey: "kco_test_api_wrong" }, { logger: silent })
          return use(klarna).finally(() => klarna.close())
        },
      }
    })

    afterAll(async () => {
      await contract.close()
      await target.stop()
    })

    define(() => contract, name === "sandbox" ? it : it.skip)
  })
}
