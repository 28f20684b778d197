/** One checked file in the normal form. */
import type { AppraisedTransition, Diagnostic, FileResult } from '../../checks/result-types.ts';
import { judgePreference } from '../../checks/rules/citation/order-not-shown.ts';
import type { BoundFile, StepNode } from '../../model/bound-file.ts';
import { isEmpty } from '../../model/population.ts';
import { describeRegion } from '../../model/region-words.ts';
import type { Span } from '../../syntax/tree.ts';
import { digest } from '../../text/digest.ts';
import { noticesInWords } from '../../wording/base.ts';
import { acceptancesOf, claimOf } from './claim.ts';
import { Names, slug } from './identity.ts';
import { type FileContext, patientsOf, sequenceOf } from './sequences.ts';
import { snapshotTransition, treatmentOf } from './supports.ts';
import type { Tables } from './tables.ts';
import type {
  SnapshotAvoidance,
  SnapshotFile,
  SnapshotFinding,
  SnapshotPreference,
  SnapshotStep,
} from './types.ts';

/** Findings that the baseline of the project knows, by fingerprint. */
export type KnownFindings = (fingerprint: string) => boolean;

interface Place {
  readonly span: Span;
  readonly id: string;
}

/** @param path as it is shown; the result's own is absolute. */
export function fileOf(
  result: FileResult,
  path: string,
  tables: Tables,
  known: KnownFindings = () => false,
): SnapshotFile {
  const { bound } = result;
  if (bound === null) return failedSnapshot(path, result.error ?? '');
  const { base } = result;
  const { settings, source } = bound;
  const populations = populationsOf(bound, tables);
  const context: FileContext = {
    base,
    settings,
    tables,
    transitions: byNode(result.transitions),
    populations: new Map(populations.map(({ name, population }) => [name, population.id])),
  };
  const names = new Names();
  const built = bound.sequences.map((graph) => ({ graph, ...sequenceOf(graph, names, context) }));
  const sequenceIds = new Map(built.map(({ graph, sequence }) => [graph.name, sequence.id]));
  const preferences = preferencesOf(bound, sequenceIds, context);
  const avoidances = avoidancesOf(bound, context);
  const places: readonly Place[] = [
    ...populations.map(({ span, population }) => ({ span, id: population.id })),
    ...built.flatMap(({ graph, sequence, places: steps }) => [
      { span: graph.declaration, id: sequence.id },
      ...steps,
    ]),
    ...bound.preferences.map(({ declaration }, index) => ({
      span: declaration,
      id: preferences[index]?.id ?? '',
    })),
    ...bound.avoidances.map(({ declaration }, index) => ({
      span: declaration,
      id: avoidances[index]?.id ?? '',
    })),
  ];
  const said = {
    title: settings.title,
    region: settings.region,
    release: base.release.id,
    packs: base.packs.map(({ file }) => file),
    asOf: settings.asOf,
    grading: settings.grading,
    grades: settings.grades,
    accepts: acceptancesOf(source.directives.filter((directive) => directive.kind === 'accept')),
    populations: populations.map(({ population }) => population),
    sequences: built.map(({ sequence }) => sequence),
    preferences,
    avoidances,
  };
  return {
    path,
    error: result.error,
    ...said,
    notices: base.packs.flatMap(noticesInWords),
    findings: findingsOf(result.diagnostics, places, known),
    digest: digest(JSON.stringify(asSaid(said))),
    names: {
      populations: Object.fromEntries(
        populations.map(({ name, population }) => [population.id, name]),
      ),
      sequences: Object.fromEntries(built.map(({ graph, sequence }) => [sequence.id, graph.name])),
    },
  };
}

/** A file that could not be judged. */
export const failedSnapshot = (path: string, error: string): SnapshotFile => ({
  ...{ path, error, title: null, region: null, release: null, packs: [], notices: [] },
  ...{ asOf: null, grading: null, grades: null, accepts: [], populations: [], sequences: [] },
  ...{ preferences: [], avoidances: [], findings: [], digest: '' },
  names: { populations: {}, sequences: {} },
});

type Said = Pick<SnapshotFile, 'sequences' | 'preferences' | 'avoidances'>;
/** What the base answers is no part of what the text says. */
const asSaid = <Of extends Said>(said: Of): object => ({
  ...said,
  sequences: said.sequences.map((sequence) => ({
    ...sequence,
    steps: sequence.steps.map(
      ({ transitions: _all, standing: _standing, held: _held, printed: _printed, ...step }) => step,
    ),
  })),
  preferences: said.preferences.map(
    ({ verdict: _verdict, reason: _reason, studies: _studies, findings: _findings, ...own }) => own,
  ),
  avoidances: said.avoidances.map(({ transitions: _transitions, ...own }) => own),
});

function byNode(
  transitions: readonly AppraisedTransition[],
): ReadonlyMap<StepNode, readonly AppraisedTransition[]> {
  const groups = new Map<StepNode, AppraisedTransition[]>();
  for (const one of transitions) {
    const { node } = one.transition;
    if (node === null) continue;
    const group = groups.get(node);
    if (group === undefined) groups.set(node, [one]);
    else group.push(one);
  }
  return groups;
}

function populationsOf({ populations, path }: BoundFile, tables: Tables) {
  const names = new Names();
  return populations
    .filter(({ file }) => file === path)
    .map(({ declaration, name, region }) => {
      const title = declaration.title?.value ?? null;
      const id = names.take(`population-${slug(title ?? describeRegion(region))}`);
      return {
        name,
        span: { start: declaration.start, end: declaration.end },
        population: {
          id,
          title,
          region: tables.region(region),
          accepts: acceptancesOf(declaration.accepts),
        },
      };
    });
}

function preferencesOf(
  bound: BoundFile,
  sequenceIds: ReadonlyMap<string, string>,
  context: FileContext,
): SnapshotPreference[] {
  const { base, settings } = context;
  const names = new Names();
  return bound.preferences.map((preference) => {
    const { declaration, population } = preference;
    const nameOf = (word: { readonly text: string } | null): string =>
      word === null ? '' : (sequenceIds.get(word.text) ?? word.text);
    const [first, second] = [nameOf(declaration.first), nameOf(declaration.second)];
    const verdict = isEmpty(population.region)
      ? null
      : judgePreference(base, settings.asOf, preference);
    const facts = (verdict?.facts ?? []).flatMap((id) => {
      const found = base.finding(id);
      return found === undefined ? [] : [context.tables.finding(found, base)];
    });
    return {
      id: names.take(`prefer-${slug(first)}-over-${slug(second)}`),
      first,
      second,
      patients: patientsOf(population, context),
      claim: claimOf(declaration.claims, { base, ...settings }),
      verdict: verdict?.direction ?? null,
      reason: verdict?.reason ?? '',
      studies: [...(verdict?.studies ?? [])],
      findings: facts,
    };
  });
}

function avoidancesOf(bound: BoundFile, context: FileContext): SnapshotAvoidance[] {
  const { base, settings, tables } = context;
  const names = new Names();
  return bound.avoidances.map(({ declaration, transitions }) => {
    const [first] = transitions;
    const made = transitions.map((transition) =>
      snapshotTransition(
        { transition, appraisal: tables.appraisal(transition, base, settings.asOf) },
        base,
        tables,
      ),
    );
    const after = made.flatMap(({ from }) => (from === null ? [] : [from.label]));
    const treatment = first === undefined ? null : treatmentOf(base, first.treatment);
    const named = `avoid-${slug(treatment?.label ?? 'nothing')}`;
    return {
      id: names.take(after.length === 0 ? named : `${named}-after-${slug(after.join(' or '))}`),
      treatment,
      patients: first === undefined ? null : patientsOf(first.population, context),
      claim: claimOf(declaration.claims, { base, ...settings }),
      transitions: made,
    };
  });
}

/**
 * By the part of the document that they are about, so that their ids outlive inserted lines and
 * renames.
 */
function findingsOf(
  diagnostics: readonly Diagnostic[],
  places: readonly Place[],
  known: KnownFindings,
): SnapshotFinding[] {
  const around = innermost(places);
  const names = new Names();
  return diagnostics.map((diagnostic) => {
    const { code, severity, message, help, facts, accepted, fingerprint } = diagnostic;
    const about = around(diagnostic.span.start);
    return {
      id: names.take(`${about ?? 'file'}:${code}`),
      ...{ code, severity, message, help, about, facts: [...facts], accepted },
      baseline: accepted === null && known(fingerprint),
    };
  });
}

/**
 * The smallest place around an offset. Places nest and never cross, so the last that begins before
 * it and holds it is the one.
 */
function innermost(places: readonly Place[]): (offset: number) => string | null {
  const sorted = [...places].sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  return (offset) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle]?.span.start ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    for (let at = low - 1; at >= 0 && at > low - mostNested; at--) {
      const place = sorted[at];
      if (place !== undefined && offset <= place.span.end) return place.id;
    }
    // The step before is over, and the declaration around it began long before.
    return sorted.findLast(({ span }) => span.start <= offset && offset <= span.end)?.id ?? null;
  };
}
const mostNested = 4;

/** Steps of a file in the order of the text. */
export const stepsOf = ({ sequences }: Pick<SnapshotFile, 'sequences'>): readonly SnapshotStep[] =>
  sequences.flatMap(({ steps }) => steps);
