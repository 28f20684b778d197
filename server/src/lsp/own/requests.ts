/** Requests beyond the protocol, for clients that know Sequitur: one file each in this folder. */
import type { Session } from '../session.ts';
import { explain } from './explain.ts';
import { status } from './status.ts';

export const ownRequests: Readonly<Record<string, (session: Session, params: unknown) => unknown>> = {
  'sequitur/explain': explain,
  'sequitur/status': status,
};
