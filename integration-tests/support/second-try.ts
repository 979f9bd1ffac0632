/**
 * On machines that are shared, a test of a whole Medusa may be tried twice (KLARNA_TEST_TRIES=2): its deadlines are
 * wall-clock. The first failure is printed, and the summary names every test that needed the second try.
 */
const tries = Number(process.env.KLARNA_TEST_TRIES ?? 1)

if (tries > 1) jest.retryTimes(tries - 1, { logErrorsBeforeRetry: true })
