import { Client } from "@medusajs/framework/pg"

/** An empty database of its own, on the PostgreSQL that Medusa's own test runner would use. */
export async function createDatabase(name: string) {
  const { DB_HOST, DB_PORT, DB_USERNAME, DB_PASSWORD } = process.env
  const url = new URL(`postgres://${DB_HOST ?? "localhost"}:${DB_PORT ?? 5432}/postgres`)
  url.username = DB_USERNAME ?? "postgres"
  url.password = DB_PASSWORD ?? ""
  const maintenance = new Client({ connectionString: url.href })
  await maintenance.connect()
  await maintenance.query(`create database ${name}`)
  url.pathname = `/${name}`
  const client = new Client({ connectionString: url.href })
  await client.connect()
  return {
    url: url.href,
    client,
    async drop() {
      await client.end()
      await maintenance.query(`drop database ${name} with (force)`)
      await maintenance.end()
    },
  }
}
