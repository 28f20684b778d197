/**
 * Turns of the event loop: what is asked of the server goes before the work that it does by itself.
 */

/** Calls back once the messages that have arrived are handled; gives the way to cancel. */
export function soon(callback: () => void): () => void {
  // A timer takes a millisecond at least. Messages are handled one in a turn, so that one turn
  // would come between two of them.
  if (typeof setImmediate === 'function') {
    let turn = setImmediate(() => {
      turn = setImmediate(callback);
    });
    return () => clearImmediate(turn);
  }
  const timer = setTimeout(callback, 0);
  return () => clearTimeout(timer);
}

/** Settles once the messages that have arrived are handled. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    soon(resolve);
  });
}
