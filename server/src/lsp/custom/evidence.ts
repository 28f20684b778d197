/**
 * `sequitur/evidence` {filter?, textDocument?, known?}: the base as a tree, as far as it was public
 * by the date and fits the filter. `known` is the version that the client has; where nothing is
 * new, the answer is `null`.
 */
import type { Base } from '../../evidence/base-types.ts';
import type { EvidenceAnswer } from '../../views/evidence-tree/shape.ts';
import { evidenceTree } from '../../views/evidence-tree/tree.ts';
import { fields, InvalidParams } from '../request-params.ts';
import type { Session } from '../session.ts';
import { inForce, optionalText } from './in-force.ts';

/** Answers `sequitur/evidence`. */
export async function evidence(session: Session, params: unknown): Promise<EvidenceAnswer> {
  const { filter = {}, known } = fields(params, 'params');
  const { text, tumour, after, asOf } = fields(filter, 'filter');
  const asked = {
    text: optionalText(text, 'filter.text'),
    tumour: optionalText(tumour, 'filter.tumour'),
    after: optionalText(after, 'filter.after'),
  };
  const { base, asOf: day } = await inForce(session, params, asOf);
  const version = JSON.stringify([numberOf(base), day, asked]);
  if (version === optionalText(known, 'known')) return null;
  const tree = evidenceTree(base, day, asked);
  if ('problem' in tree) throw new InvalidParams(tree.problem);
  return { ...tree, version };
}

/** A base never changes; one with a pack that was edited is another. */
const numbers = new WeakMap<readonly unknown[], number>();
let bases = 0;
function numberOf({ studies }: Base): number {
  const known = numbers.get(studies);
  if (known !== undefined) return known;
  numbers.set(studies, ++bases);
  return bases;
}
