/**
 * Answers to the requests beyond the protocol, for clients that know Sequitur: one file each in
 * this folder.
 */
import type { CancellationToken } from 'vscode-languageserver';
import type { CustomRequest } from '../../protocol/message.ts';
import * as requests from '../../protocol/requests.ts';
import type { ClientAbilities } from '../client-capabilities.ts';
import type { Session } from '../session.ts';
import { accepted } from './accepted.ts';
import { bibliography } from './bibliography.ts';
import { changes } from './changes.ts';
import { checkText } from './check-text.ts';
import { cite } from './cite.ts';
import { comparison } from './comparison.ts';
import { evidence } from './evidence.ts';
import { explain } from './explain.ts';
import { explanationPage } from './explanation-page.ts';
import { gapMap, gapMapCell, gapMapExport } from './gap-map.ts';
import { lookUp } from './look-up.ts';
import { preview, previewFile } from './preview.ts';
import { reportFile, reportPage } from './report.ts';
import { status } from './status.ts';
import { study } from './study.ts';

/** Looks at the parameters, which any client may have sent, and answers. */
type Handler<Answer> = (
  session: Session,
  params: unknown,
  abilities: ClientAbilities,
  token: CancellationToken,
) => Promise<Answer>;

interface AnsweredRequest {
  readonly method: string;
  readonly answer: Handler<unknown>;
}

/** An answer of another type than the request declares does not compile. */
const answered = <Params extends object, Answer>(
  { method }: CustomRequest<Params, Answer>,
  answer: Handler<Answer>,
): AnsweredRequest => ({ method, answer });

/** Every request beyond the protocol with its answer. */
export const customRequests: readonly AnsweredRequest[] = [
  answered(requests.acceptedRequest, accepted),
  answered(requests.bibliographyRequest, bibliography),
  answered(requests.changesRequest, changes),
  answered(requests.checkTextRequest, checkText),
  answered(requests.citeRequest, cite),
  answered(requests.comparisonRequest, comparison),
  answered(requests.evidenceRequest, evidence),
  answered(requests.explainRequest, explain),
  answered(requests.explanationPageRequest, explanationPage),
  answered(requests.gapMapRequest, gapMap),
  answered(requests.gapMapCellRequest, gapMapCell),
  answered(requests.gapMapExportRequest, gapMapExport),
  answered(requests.lookUpRequest, lookUp),
  answered(requests.previewRequest, preview),
  answered(requests.previewFileRequest, previewFile),
  answered(requests.reportPageRequest, reportPage),
  answered(requests.reportFileRequest, reportFile),
  answered(requests.statusRequest, status),
  answered(requests.studyRequest, study),
];
