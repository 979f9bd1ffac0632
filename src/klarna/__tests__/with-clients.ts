import { createKlarnaClients } from ".."
import { capturingLogger, startAnsweringServer, type AnsweringServer } from "./answering-server"

export type ClientsBench = {
  server: AnsweringServer
  klarna: ReturnType<typeof createKlarnaClients>
  logger: ReturnType<typeof capturingLogger>
  /** Method and address of every request so far. */
  asked(): string[]
}

/** Fresh clients for each test, connected to a server that answers as it is told. */
export function withClients(): ClientsBench {
  const bench = {} as ClientsBench

  beforeEach(async () => {
    bench.server = await startAnsweringServer()
    bench.logger = capturingLogger()
    bench.asked = () => bench.server.received.map(({ method, url }) => `${method} ${url}`)
    bench.klarna = createKlarnaClients(
      {
        id: "main",
        provider: "kustom",
        environment: "playground",
        region: "eu",
        apiKey: "key",
        baseUrl: bench.server.url,
        timeoutMs: 5_000,
      },
      { logger: bench.logger }
    )
  })

  afterEach(async () => {
    await bench.klarna.close()
    await bench.server.stop()
  })

  return bench
}
