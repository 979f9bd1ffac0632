/**
 * What went wrong, told in one line that also says what to do about it.
 * Everything else that is thrown is a bug and keeps its stack.
 */
export class Failure extends Error {
  name = "Failure"
}

/** Runs a program's main function: a failure becomes its one line and exit code 1. */
export async function runMain(main) {
  try {
    process.exitCode = await main()
  } catch (error) {
    console.error(error instanceof Failure ? `\n✖ ${error.message}` : error)
    process.exitCode = 1
  }
}
