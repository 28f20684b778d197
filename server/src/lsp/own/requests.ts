/** Requests beyond the protocol, for clients that know Sequitur: one file each in this folder. */
import type { Session } from '../session.ts';
import { explain } from './explain.ts';
import { gapMap, gapMapCell } from './gap-map.ts';
import { status } from './status.ts';

export const ownRequests: Readonly<Record<string, (session: Session, params: unknown) => unknown>> = {
  'sequitur/explain': explain,
  'sequitur/gapMap': gapMap,
  'sequitur/gapMap/cell': gapMapCell,
  'sequitur/status': status,
};
