import http from "node:http"

/** Calls over connections that stay open; an answer with another status than the expected one is an error. */
export function createClient({ url, authorization, connections }) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections })
  const { hostname, port } = new URL(url)

  return {
    call(method, path, expected, body) {
      return new Promise((resolve, reject) => {
        const data = body === undefined ? undefined : JSON.stringify(body)
        const headers = {
          authorization,
          ...(data !== undefined && {
            "content-type": "application/json",
            "content-length": Buffer.byteLength(data),
          }),
        }
        const request = http.request({ agent, hostname, port, method, path, headers }, (response) => {
          const chunks = []
          response.on("data", (chunk) => chunks.push(chunk))
          response.on("error", reject)
          response.on("end", () => {
            const text = Buffer.concat(chunks).toString("utf8")
            if (response.statusCode === expected) resolve({ text, headers: response.headers })
            else reject(new Error(`${method} ${path} answered ${response.statusCode}: ${text.slice(0, 300)}`))
          })
        })
        request.on("error", reject)
        request.end(data)
      })
    },
    close: () => agent.destroy(),
  }
}
