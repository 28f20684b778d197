/**
 * Stands in the bundles for what a package would fetch with: nothing is fetched when the program
 * runs. Citation.js asks for both names below when it loads, and would use them only for input that
 * is an address, which it is never given.
 */
class Headers {}
function fetch() {
  throw new Error('Sequitur fetches nothing.');
}
fetch.Headers = Headers;

/** As `fetch-ponyfill` is called, and as `sync-fetch` is used. */
export default Object.assign(() => ({ fetch, Headers }), { Headers });
