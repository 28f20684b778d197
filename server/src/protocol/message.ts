/**
 * Messages beyond the language-server protocol as values that carry their types, so that both ends
 * agree or do not compile.
 */

interface Message {
  readonly method: `sequitur/${string}`;
}

/** A request: its method, the parameters it takes and the answer it gets. */
export interface CustomRequest<Params extends object, Answer> extends Message {
  /** Never set: it carries the two types. */
  readonly types?: (params: Params) => Answer;
}

/** A notification, which has no answer. */
interface CustomNotification<Params extends object> extends Message {
  /** Never set: it carries the type. */
  readonly types?: (params: Params) => void;
}

/** Declares a request by its method. */
export function customRequest<Params extends object, Answer>(
  method: Message['method'],
): CustomRequest<Params, Answer> {
  return { method };
}

/** Declares a notification by its method. */
export function customNotification<Params extends object>(
  method: Message['method'],
): CustomNotification<Params> {
  return { method };
}
