import path from "node:path"
import { readDatabaseUrl } from "./database-url.mjs"
import { Failure } from "./failure.mjs"
import { shown } from "./paths.mjs"
import { startPostgres } from "./postgres.mjs"
import { removePostgresData } from "./postgres-files.mjs"

const NAME = "klarna_demo"
const CONNECT_WITHIN_MS = 10_000

/**
 * The demo's database: the one DATABASE_URL names, or one of our own PostgreSQL in the data folder.
 * What was prepared in it is noted in the database itself, as its comment, so that the note goes where the data goes.
 *
 * @returns {Promise<{ url: string, crashed: Promise<never>, readNote(): Promise<object>,
 *   writeNote(note: object): Promise<void>, stop(): Promise<void> }>}
 */
export async function openDatabase({ dataDir, fresh }) {
  const given = process.env.DATABASE_URL
  const database = given ? await openGiven(given, fresh) : await openOwn(dataDir, fresh)
  const { name } = readDatabaseUrl(database.url)
  return {
    ...database,
    readNote: () => readNote(database.url, name),
    async writeNote(note) {
      await withClient(database.url, (client) =>
        client.query(
          `comment on database ${client.escapeIdentifier(name)} is ${client.escapeLiteral(JSON.stringify(note))}`
        )
      )
    },
  }
}

async function openOwn(dataDir, fresh) {
  const postgresDir = path.join(dataDir, "postgres")
  const logFile = path.join(dataDir, "logs/postgres.log")
  if (fresh) removePostgresData(postgresDir)
  const postgres = await startPostgres({ dataDir: postgresDir, logFile })
  const url = new URL(postgres.url)
  url.pathname = `/${NAME}`
  try {
    await createDatabase(postgres.url, NAME)
  } catch (error) {
    await postgres.stop()
    throw error
  }
  const crashed = postgres.exited.then(() => {
    throw new Failure(`PostgreSQL ended by itself. See ${shown(logFile)}.`)
  })
  crashed.catch(() => {})
  return { url: url.href, crashed, stop: postgres.stop }
}

async function openGiven(url, fresh) {
  const { name } = readDatabaseUrl(url)
  if (!name) throw new Failure("DATABASE_URL names no database. It ends like localhost:5432/klarna_demo.")
  const maintenance = new URL(url)
  maintenance.pathname = "/postgres"
  if (!(await exists(url))) await createDatabase(maintenance.href, name)
  else if (fresh) await emptyOurs(url, name)
  return { url, crashed: new Promise(() => {}), stop: async () => {} }
}

async function exists(url) {
  try {
    await withClient(url, () => {})
    return true
  } catch (error) {
    if (error.cause?.code === "3D000") return false
    throw error
  }
}

async function createDatabase(maintenanceUrl, name) {
  await withClient(maintenanceUrl, async (client) => {
    const { rowCount } = await client.query("select from pg_database where datname = $1", [name])
    if (!rowCount) await client.query(`create database ${client.escapeIdentifier(name)}`)
  })
}

/** Only what we filled ourselves is emptied: the URL may point to somebody's shop. */
async function emptyOurs(url, name) {
  const note = await readNote(url, name)
  if (!note.migrated) {
    throw new Failure(
      `--fresh empties only a database that npm start filled, and "${name}" is none. Empty it yourself, or name another.`
    )
  }
  await withClient(url, async (client) => {
    await client.query("drop schema public cascade; create schema public")
    await client.query(`comment on database ${client.escapeIdentifier(name)} is null`)
  })
}

async function readNote(url, name) {
  const { rows } = await withClient(url, (client) =>
    client.query("select shobj_description(oid, 'pg_database') as note from pg_database where datname = $1", [
      name,
    ])
  )
  try {
    return JSON.parse(rows[0]?.note) ?? {}
  } catch {
    return {}
  }
}

async function withClient(url, work) {
  const { default: pg } = await import("pg")
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_WITHIN_MS })
  client.on("error", () => {})
  const { host, port, name, user } = readDatabaseUrl(url)
  try {
    await client.connect()
    return await work(client)
  } catch (cause) {
    throw new Failure(
      `PostgreSQL at ${host}:${port} (database "${name}", user "${user}") says: ${cause.message || cause.code}. Check DATABASE_URL.`,
      { cause }
    )
  } finally {
    await client.end().catch(() => {})
  }
}
