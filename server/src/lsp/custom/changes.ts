/**
 * `sequitur/changes` {from, to?, where?, treatments?, textDocument?}: which orders of two
 * treatments gained or lost support between two dates.
 */
import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Base } from '../../evidence/base-types.ts';
import type { PopulationInForce } from '../../model/bound-file.ts';
import { describeRegion } from '../../model/region-words.ts';
import { changesMarkdown } from '../../views/evidence-tree/changes-page.ts';
import type { ChangesAnswer } from '../../views/evidence-tree/shape.ts';
import {
  approaches,
  type Change,
  type ChangesQuestion,
  changeOf,
  comparable,
  pairsOf,
  studiedTreatments,
} from '../../views/treatment-pairs.ts';
import type { ClientAbilities } from '../client-capabilities.ts';
import { fields, InvalidParams, list, text } from '../request-params.ts';
import type { Session } from '../session.ts';
import { contextOf, patients } from './gap-map.ts';
import { date, optionalText } from './in-force.ts';

/** Milliseconds of appraising before whatever else the editor asked gets its turn. */
const turn = 25;

/** Answers `sequitur/changes`. */
export async function changes(
  session: Session,
  params: unknown,
  _abilities: ClientAbilities,
  token: CancellationToken,
): Promise<ChangesAnswer> {
  const asked = fields(params, 'params');
  const from = date(asked.from, 'from');
  if (from === undefined) throw new InvalidParams('from must be a date, such as 2016-04-10.');
  const context = await contextOf(session, { textDocument: asked.textDocument });
  const { base } = context;
  const to = date(asked.to, 'to') ?? base.release.date;
  if (to < from)
    throw new InvalidParams(`The later date ${to} is before the earlier one, ${from}.`);
  const where = patients(context, optionalText(asked.where, 'where'));
  if (typeof where === 'object' && 'problems' in where)
    throw new InvalidParams(
      where.problems.map(({ message, help }) => `${message} ${help}`).join(' '),
    );
  const named =
    asked.treatments === undefined
      ? null
      : list(asked.treatments, 'treatments').map((one) => text(one, 'treatments[]'));
  const question = { base, where, from, to };
  const [byClass, byTreatment] =
    named === null
      ? [
          await moved(question, approaches, token),
          await moved(
            question,
            studiedTreatments({ base, treatments: comparable(base), where, asOf: to }),
            token,
          ),
        ]
      : [
          null,
          await moved(
            question,
            named.map((name) => keyOf(name, base)),
            token,
          ),
        ];
  return {
    title: `${from} → ${to}`,
    markdown: changesMarkdown({ ...question, where: inWords(where), byClass, byTreatment }),
    moved: (byClass ?? []).length + byTreatment.length,
  };
}

/** A condition as it was asked, or a population of the document with what it means. */
const inWords = (where: string | PopulationInForce): string =>
  typeof where === 'string' ? where : `${where.name ?? ''}: ${describeRegion(where.region)}`;

/** A treatment by name, as pairs name it; a regimen may be written with its parts. */
function keyOf(name: string, base: Base): string {
  const terms = name.split('+').flatMap((part) => {
    const meaning = base.treatment(part.trim());
    if (meaning === undefined)
      throw new InvalidParams(`${JSON.stringify(part.trim())} is no treatment of the base.`);
    return meaning.kind === 'regimen'
      ? meaning.regimen.components.map(({ agent }) => agent)
      : [meaning.id];
  });
  return terms.sort((a, b) => base.order(a) - base.order(b)).join(' + ');
}

/**
 * Some five hundred pairs at two dates take seconds, so the work is done in turns, and stops when
 * the editor no longer wants it.
 */
async function moved(
  question: Omit<ChangesQuestion, 'treatments'>,
  treatments: readonly string[],
  token: CancellationToken,
): Promise<readonly Change[]> {
  const found: Change[] = [];
  let began = performance.now();
  for (const [first, next] of pairsOf(treatments)) {
    const change = changeOf(question, first, next);
    if (change !== null && 'problems' in change)
      throw new InvalidParams(change.problems.map(({ message }) => message).join(' '));
    if (change !== null) found.push(change);
    if (performance.now() - began < turn) continue;
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (token.isCancellationRequested)
      throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled by the editor.');
    began = performance.now();
  }
  return found;
}
