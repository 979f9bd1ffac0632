import { notificationChannels } from "../notification-channels"

const channelsOf = (notification: unknown) => notificationChannels({ modules: { notification } } as never)

describe("the channels that a shop's own messages go out on", () => {
  it.each([
    [
      "its providers'",
      { options: { providers: [{ options: { channels: ["feed", "email"] } }] } },
      ["feed", "email"],
    ],
    [
      "each once",
      { options: { providers: [{ options: { channels: ["sms"] } }, { options: { channels: ["sms"] } }] } },
      ["sms"],
    ],
    [
      "e-mail in Medusa Cloud",
      { options: { cloud: { api_key: "key", endpoint: "https://cloud.example" } } },
      ["email"],
    ],
    ["none without providers", { options: {} }, []],
    ["none without the module", undefined, []],
  ])("are %s", (_, module, channels) => {
    expect(channelsOf(module)).toEqual(channels)
  })
})
