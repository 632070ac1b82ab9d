/** Of every test server, in whatever process. */
export const TEST_SERVER_SECRET = 'a secret that only the tests know, long enough'
