/** Requests beyond the protocol, for clients that know Sequitur: one file each in this folder. */
import type { CancellationToken } from 'vscode-languageserver';
import type { ClientAbilities } from '../client-capabilities.ts';
import type { Session } from '../session.ts';
import { changes } from './changes.ts';
import { checkText } from './check-text.ts';
import { cite } from './cite.ts';
import { evidence } from './evidence.ts';
import { explain } from './explain.ts';
import { gapMap, gapMapCell, gapMapExport } from './gap-map.ts';
import { lookUp } from './look-up.ts';
import { preview, previewFile } from './preview.ts';
import { status } from './status.ts';
import { study } from './study.ts';

export const ownRequests: Readonly<
  Record<
    string,
    (
      session: Session,
      params: unknown,
      abilities: ClientAbilities,
      token: CancellationToken,
    ) => unknown
  >
> = {
  'sequitur/changes': changes,
  'sequitur/checkText': checkText,
  'sequitur/cite': cite,
  'sequitur/evidence': evidence,
  'sequitur/explain': explain,
  'sequitur/gapMap': gapMap,
  'sequitur/gapMap/cell': gapMapCell,
  'sequitur/gapMap/export': gapMapExport,
  'sequitur/lookUp': lookUp,
  'sequitur/preview': preview,
  'sequitur/preview/file': previewFile,
  'sequitur/status': status,
  'sequitur/study': study,
};
