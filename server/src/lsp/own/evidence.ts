/** `sequitur/evidence` {filter?, textDocument?}: the base as a tree, as far as it was public by the date and fits the filter. */
import type { EvidenceTree } from '../../report/explorer/shape.ts';
import { evidenceTree } from '../../report/explorer/tree.ts';
import { fields, InvalidParams } from '../params.ts';
import type { Session } from '../session.ts';
import { inForce, optionalText } from './in-force.ts';

export async function evidence(session: Session, params: unknown): Promise<EvidenceTree> {
  const { filter = {} } = fields(params, 'params');
  const { text, tumour, after, asOf } = fields(filter, 'filter');
  const asked = {
    text: optionalText(text, 'filter.text'),
    tumour: optionalText(tumour, 'filter.tumour'),
    after: optionalText(after, 'filter.after'),
  };
  const { base, asOf: day } = await inForce(session, params, asOf);
  const tree = evidenceTree(base, day, asked);
  if ('problem' in tree) throw new InvalidParams(tree.problem);
  return tree;
}
