import { distributionModuleUrl } from "../distribution-module-url"

const chosen = { profileId: "p 1", viewId: "v&2" }

describe("the address of the distribution module", () => {
  it.each([
    ["https://pay.example/d/1?profile_id={{profile_id}}&view_id={{view_id}}"],
    ["https://pay.example/d/1?profile_id=%7B%7Bprofile_id%7D%7D&view_id=%7b%7bview_id%7d%7d"],
  ])("names profile and view in %s", (url) => {
    expect(distributionModuleUrl(url, chosen)).toBe("https://pay.example/d/1?profile_id=p%201&view_id=v%262")
  })

  it("is the one that Klarna gave when nothing is left open in it", () => {
    expect(distributionModuleUrl("https://pay.example/d/1", chosen)).toBe("https://pay.example/d/1")
  })
})
