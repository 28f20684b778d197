/**
 * The part of a browser's worker that the extension uses. The browser's own types as a whole would
 * redefine Node's timers.
 */
interface Worker {
  postMessage(message: unknown): void;
  terminate(): void;
}
declare const Worker: new (address: string) => Worker;
