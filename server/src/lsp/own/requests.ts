/** Requests beyond the protocol, for clients that know Sequitur: one file each in this folder. */
import type { Session } from '../session.ts';
import { checkText } from './check-text.ts';
import { explain } from './explain.ts';
import { gapMap, gapMapCell } from './gap-map.ts';
import { lookUp } from './look-up.ts';
import { status } from './status.ts';

export const ownRequests: Readonly<Record<string, (session: Session, params: unknown) => unknown>> = {
  'sequitur/checkText': checkText,
  'sequitur/explain': explain,
  'sequitur/gapMap': gapMap,
  'sequitur/gapMap/cell': gapMapCell,
  'sequitur/lookUp': lookUp,
  'sequitur/status': status,
};
