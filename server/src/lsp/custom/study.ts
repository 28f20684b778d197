/**
 * `sequitur/study` {key, asOf?, textDocument?}: a study for reading and citing; `null` for a key
 * that is not in the base.
 */
import { studyAnswer } from '../../features/study/study-answer.ts';
import type { StudyAnswer } from '../../views/evidence-tree/shape.ts';
import { fields, text } from '../request-params.ts';
import type { Session } from '../session.ts';
import { inForce } from './in-force.ts';

/** Answers the request for a study. */
export async function study(session: Session, params: unknown): Promise<StudyAnswer | null> {
  const { key, asOf } = fields(params, 'params');
  const named = text(key, 'key');
  const { base, asOf: day } = await inForce(session, params, asOf);
  return studyAnswer(base, day, named);
}
