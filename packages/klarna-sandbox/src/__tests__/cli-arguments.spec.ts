import { readArguments } from "../cli-arguments"

describe("the command line", () => {
  it("defaults to port 4600, or what the environment names", () => {
    expect(readArguments([], {}).port).toBe(4600)
    expect(readArguments([], { SANDBOX_PORT: "4700" }).port).toBe(4700)
    expect(readArguments(["--port", "0"], { SANDBOX_PORT: "4700" }).port).toBe(0)
  })

  it("knows its options", () => {
    expect(
      readArguments(
        ["--host", "0.0.0.0", "--data", "x.db", "--json", "--quiet", "--strict-https", "--help"],
        {}
      )
    ).toMatchObject({
      host: "0.0.0.0",
      data: "x.db",
      json: true,
      quiet: true,
      strictHttps: true,
      help: true,
    })
  })

  it("listens on this machine alone, unless it is told otherwise", () => {
    expect(readArguments([], {}).host).toBeUndefined()
    expect(readArguments(["--host", ""], {}).host).toBeUndefined()
  })

  it("takes the shop's name from an option, or from the environment", () => {
    const env = { SANDBOX_MERCHANT_NAME: "Lampan" }
    expect(readArguments([], {}).merchantName).toBeUndefined()
    expect(readArguments([], env).merchantName).toBe("Lampan")
    expect(readArguments(["--merchant-name", "Boken"], env).merchantName).toBe("Boken")
  })

  it.each([[["--port", "abc"]], [["--port", "70000"]], [["--port", ""]], [["--prot"]], [["file"]]])(
    "refuses %j",
    (argv) => {
      expect(() => readArguments(argv, {})).toThrow()
    }
  )
})
