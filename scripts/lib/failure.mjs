/**
 * What went wrong, told in one line that also says what to do about it.
 * Everything else that is thrown is a bug and keeps its stack.
 */
export class Failure extends Error {
  name = "Failure"
}

const reasons = {
  EACCES: "this user may not",
  EPERM: "this user may not",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
  ENOTDIR: "a part of it is a file",
  EEXIST: "there is a file of that name",
}

/** Runs a program's main function: a failure becomes its one line and exit code 1. */
export async function runMain(main) {
  try {
    process.exitCode = await main()
  } catch (error) {
    console.error(lineOf(error) ?? error)
    process.exitCode = 1
  }
}

function lineOf(error) {
  if (error instanceof Failure) return `\n✖ ${error.message}`
  const reason = reasons[error?.code]
  if (reason && error.path)
    return `\n✖ Cannot ${error.syscall} ${error.path}: ${reason}. Mend that, or use another folder.`
}
