/**
 * `sequitur/explain` {textDocument, position}: the explanation of the step on that line as text;
 * `null` when there is no step.
 */

import type { AppraisedTransition } from '../../checks/result-types.ts';
import { gradingOf, type View } from '../../features/document-view.ts';
import { explainText } from '../../output/explanation-text.ts';
import type { Position } from '../../text/positions.ts';
import { explainJson } from '../../views/explanation.ts';
import { purpose } from '../../wording/purpose.ts';
import type { OpenDocument } from '../open-documents.ts';
import { documentUri, fields, position } from '../request-params.ts';
import type { Session } from '../session.ts';

/** Columns of an explanation: what an editor beside another one shows without wrapping. */
const width = 90;

/** Answers `sequitur/explain`. */
export async function explain(
  session: Session,
  params: unknown,
): Promise<{ readonly text: string } | null> {
  const at = position(fields(params, 'params').position);
  const document = session.documents.get(documentUri(params));
  if (document === undefined) return null;
  const view = await session.view(document);
  const explained = stepAt(view, document, at);
  if (explained.length === 0) return null;
  const pages = explained.map((transition) =>
    explainJson({
      explained: transition,
      earlier: null,
      base: view.base,
      tool: session.platform.version,
      grading: gradingOf(view),
    }),
  );
  return {
    text: pages.map((page) => explainText(page, { colours: false, width, purpose })).join('\n'),
  };
}

/**
 * The transitions into the step at a position, else into the first step that begins on its line.
 */
export function stepAt(
  view: View,
  { lines }: Pick<OpenDocument, 'lines'>,
  at: Position,
): readonly AppraisedTransition[] {
  const offset = lines.offsetAt(at);
  const start = lines.offsetAt({ line: at.line, character: 0 });
  const end = lines.offsetAt({ line: at.line + 1, character: 0 });
  const steps = view.transitions.flatMap((explained) => {
    const step = explained.transition.node?.syntax ?? null;
    return step === null ? [] : [{ explained, step, from: step.arrow?.start ?? step.start }];
  });
  const here = steps.filter(({ step, from }) => from <= offset && offset <= step.end);
  const found =
    here.length > 0 ? here : steps.filter(({ step }) => start <= step.start && step.start < end);
  const [first] = found;
  return found.filter(({ step }) => step === first?.step).map(({ explained }) => explained);
}
