/**
 * `sequitur/explanation/page` {textDocument, position}: the step on that line; or {from, to,
 * where?, asOf?, textDocument?}: a cell of the gap map. Where there is no step, the answer says
 * where the cursor should stand.
 */
import { explainTransition } from '../../checks/explain-transition.ts';
import type { PanelAnswer } from '../../features/panel/panel-page.ts';
import { documentUri, fields, position, text } from '../request-params.ts';
import type { Session } from '../session.ts';
import { stepAt } from './explain.ts';
import { contextOf, patients } from './gap-map.ts';

/** Answers the request for an explanation as a page. */
export async function explanationPage(session: Session, params: unknown): Promise<PanelAnswer> {
  const asked = fields(params, 'params');
  const tool = session.platform.version;
  const { explanationPage: page } = await import('../../features/panel/explanation-page.ts');
  if (asked.position === undefined) {
    const { base, asOf, declared, grading } = await contextOf(session, params);
    const where = patients({ base, asOf, declared, grading }, asked.where);
    if (typeof where === 'object' && 'problems' in where) return problemOf(where.problems);
    const to = text(asked.to, 'to');
    const path =
      asked.from === null || asked.from === undefined
        ? to
        : `${text(asked.from, 'from')} -> ${to} on progression`;
    const answer = explainTransition({ base, path, where, asOf });
    return 'problems' in answer
      ? problemOf(answer.problems)
      : page([answer.transition], base, tool);
  }
  const at = position(asked.position);
  const document = session.documents.get(documentUri(params));
  if (document === undefined) return { problem: 'The document is not open.' };
  const view = await session.view(document);
  const explained = stepAt(view, document, at);
  return explained.length === 0
    ? {
        problem:
          'There is no step at the cursor. Put it on one, such as `-> everolimus on progression`.',
      }
    : page(explained, view.base, tool);
}

const problemOf = (problems: readonly { readonly message: string; readonly help: string }[]) => ({
  problem: problems.map(({ message, help }) => `${message} ${help}`.trim()).join(' '),
});
