/** Whether an answer was a refusal, which the same question gets again: logged out, not allowed, not there. */
export const isRefused = (error: Error | null): error is Error =>
  error !== null && "status" in error && Number(error.status) < 500
