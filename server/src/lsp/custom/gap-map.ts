/**
 * `sequitur/gapMap` {textDocument?, where?, asOf?, treatments?, stops?}: which order of two
 * treatments was studied, with every date at which that changes (unless `stops` is false), and the
 * populations to choose from. `sequitur/gapMap/cell` {…, from, to}: the explanation of one cell.
 * `sequitur/gapMap/export` {…, format}: the map as a CSV table or an HTML page.
 *
 * `where` is the grammar's condition, or the name of a population that the document declares.
 * Without a document the embedded base answers as of its release.
 */

import { explainTransition } from '../../checks/explain-transition.ts';
import { embeddedBase } from '../../evidence/base.ts';
import type { Base, IsoDate } from '../../evidence/base-types.ts';
import { isDate } from '../../evidence/dates.ts';
import type { GradingId } from '../../evidence/gradings.ts';
import { dateOf, gradingOf } from '../../features/document-view.ts';
import type { PopulationInForce } from '../../model/bound-file.ts';
import { explainText } from '../../output/explanation-text.ts';
import { normaliseName } from '../../text/names.ts';
import { explainJson } from '../../views/explanation.ts';
import { gapMap as mapOf } from '../../views/gap-map/build-map.ts';
import { type Exported, exportFormats, exportMap } from '../../views/gap-map/export.ts';
import {
  type GapExplanation,
  type GapMapAnswer,
  type GapPopulation,
  type GapProblems,
  type ShownTreatments,
  shownTreatments,
} from '../../views/gap-map/gap-map.ts';
import { purpose } from '../../wording/purpose.ts';
import { documentUri, fields, InvalidParams, text } from '../request-params.ts';
import type { Session } from '../session.ts';

/** Columns of an explanation: what an editor beside another one shows without wrapping. */
const width = 90;

interface Context {
  readonly base: Base;
  readonly asOf: IsoDate;
  readonly grading: GradingId;
  readonly declared: readonly PopulationInForce[];
}

/** The base, date and grading of the document, where one is named and open. */
export async function contextOf(session: Session, params: unknown): Promise<Context> {
  const { textDocument, asOf } = fields(params, 'params');
  const document =
    textDocument === undefined ? undefined : session.documents.get(documentUri(params));
  const asked = asOf === undefined ? {} : { asOf: date(asOf) };
  if (document === undefined) {
    const base = embeddedBase();
    return { base, asOf: base.release.date, grading: 'esmo', declared: [], ...asked };
  }
  const view = await session.view(document);
  const declared = (view.bound?.populations ?? []).map(({ name, region }) => ({
    name,
    region,
    conditions: [],
  }));
  return { base: view.base, asOf: dateOf(view), grading: gradingOf(view), declared, ...asked };
}

function date(value: unknown): IsoDate {
  const written = text(value, 'asOf');
  if (!isDate(written)) throw new InvalidParams('asOf must be a date such as 2026-06-30.');
  return written;
}
function treatments(value: unknown): ShownTreatments {
  const wanted = value === undefined ? 'approaches' : text(value, 'treatments');
  const known = shownTreatments.find((one) => one === wanted);
  if (known === undefined)
    throw new InvalidParams(`treatments must be one of ${shownTreatments.join(', ')}.`);
  return known;
}

/**
 * The population of a name, or the condition itself; without either the document's first
 * population, else the first tumour that the release covers.
 */
export function patients(
  { declared, base }: Context,
  where: unknown,
): string | PopulationInForce | GapProblems {
  if (where === undefined) {
    const [first] = declared;
    return first ?? `tumour ${base.release.coverage[0]?.tumour ?? base.tumours[0]?.id ?? ''}`;
  }
  const written = text(where, 'where').trim();
  if (/\s/.test(written)) return written;
  const named = declared.find(
    ({ name }) => name !== null && normaliseName(name) === normaliseName(written),
  );
  return (
    named ?? {
      problems: [
        {
          message: `The document declares no population \`${written}\`.`,
          help: 'Name one that it declares, or write a condition such as `tumour pancreatic-net`.',
        },
      ],
    }
  );
}

function populations({ declared, base }: Context): readonly GapPopulation[] {
  return [
    ...declared.flatMap(({ name }) =>
      name === null ? [] : [{ value: name, label: name, group: 'document' as const }],
    ),
    ...base.tumours.map(({ id, label }) => ({
      value: `tumour ${id}`,
      label,
      group: 'base' as const,
    })),
  ];
}

/** Answers the request for a gap map. */
export async function gapMap(session: Session, params: unknown): Promise<GapMapAnswer> {
  const context = await contextOf(session, params);
  const { where: asked, treatments: shown, stops } = fields(params, 'params');
  const where = patients(context, asked);
  const choices = { populations: populations(context) };
  if (typeof where === 'object' && 'problems' in where) return { ...choices, ...where };
  const { base, asOf, grading } = context;
  const map = mapOf({
    base,
    asOf,
    grading,
    where,
    treatments: treatments(shown),
    stops: stops !== false,
  });
  return 'problems' in map ? { ...choices, problems: map.problems } : { ...choices, map };
}

/** Answers the request for one cell with its explanation. */
export async function gapMapCell(
  session: Session,
  params: unknown,
): Promise<GapExplanation | GapProblems> {
  const context = await contextOf(session, params);
  const { where: asked, from, to: next } = fields(params, 'params');
  const where = patients(context, asked);
  if (typeof where === 'object' && 'problems' in where) return where;
  const to = text(next, 'to');
  const path =
    from === null || from === undefined ? to : `${text(from, 'from')} -> ${to} on progression`;
  const { base, asOf, grading } = context;
  const answer = explainTransition({ base, path, where, asOf });
  if ('problems' in answer) return { problems: answer.problems };
  const page = explainJson({
    explained: answer.transition,
    earlier: null,
    base,
    tool: session.platform.version,
    grading,
  });
  return { page, text: explainText(page, { colours: false, width, purpose }) };
}

/** The map as a file to save: its name and its text. */
export async function gapMapExport(
  session: Session,
  params: unknown,
): Promise<Exported | GapProblems> {
  const wanted = text(fields(params, 'params').format, 'format');
  const format = exportFormats.find((one) => one === wanted);
  if (format === undefined)
    throw new InvalidParams(`format must be one of ${exportFormats.join(', ')}.`);
  const answer = await gapMap(session, params);
  return 'problems' in answer ? { problems: answer.problems } : exportMap(answer.map, format);
}
