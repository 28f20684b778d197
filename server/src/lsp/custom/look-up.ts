/**
 * `sequitur/lookUp` {transition, where?, asOf?, textDocument?}: what the base holds on a
 * transition, as `sequitur explain` tells it. A question that cannot be read is answered with the
 * reason, not with an error.
 */
import { explainTransition } from '../../checks/explain-transition.ts';
import { type LookUp, lookUpAnswer } from '../../features/model-tools.ts';
import { fields, text } from '../request-params.ts';
import type { Session } from '../session.ts';
import { inForce, optionalText } from './in-force.ts';

/** Characters: the longest question that is read. */
const longest = 2_000;

/** Answers what a tool of a language model asks. */
export async function lookUp(session: Session, params: unknown): Promise<LookUp> {
  const asked = fields(params, 'params');
  const path = text(asked.transition, 'transition').slice(0, longest);
  const where = optionalText(asked.where, 'where')?.slice(0, longest);
  const { base, asOf } = await inForce(session, params, asked.asOf);
  const answer = explainTransition({ base, path, asOf, ...(where === undefined ? {} : { where }) });
  return lookUpAnswer(answer, base, session.platform.version);
}
