/**
 * One file's meaning: settings, populations, sequences with their transitions, preferences,
 * avoidances, and every problem on the way.
 */
import type { Base } from '../evidence/base-types.ts';
import type * as syntax from '../syntax/tree.ts';
import type { FilePath } from '../workspace/file-settings.ts';
import type { LoadedFiles } from '../workspace/imports.ts';
import { type ProjectProblem, type Report, suggestions } from '../workspace/problems.ts';
import { fileSettings, type Preset, readDirectives, settingsOf } from '../workspace/settings.ts';
import type {
  BoundAvoidance,
  BoundFile,
  BoundPopulation,
  BoundPreference,
  PopulationInForce,
  SequenceGraph,
} from './bound-file.ts';
import { regionOfCondition } from './criteria.ts';
import { buildGraph, buildHistory, type Readers, start } from './graph.ts';
import { predecessorsOf, transitionsAfter, transitionsOf } from './histories.ts';
import { everybody, inexact, intersect, isEmpty } from './population.ts';
import { anyOf } from './region-words.ts';
import { type Declared, Scope, type World, wordsOf } from './scope.ts';
import { spaceOf } from './space.ts';
import { resolveTreatment } from './treatments.ts';

interface BindArguments {
  readonly path: FilePath;
  readonly source: syntax.SourceFile;
  readonly base: Base;
  /** Imports stay below it. */
  readonly root: FilePath;
  /**
   * The imported files, and those that they import in turn. A file that is not there counts as
   * missing.
   */
  readonly files?: LoadedFiles;
  readonly configuration?: Preset;
  readonly commandLine?: Preset;
}

/**
 * Pure: the same arguments give the same meaning. Every file has one, however broken; problems are
 * sorted by place.
 */
export function bindFile({
  path,
  source,
  base,
  root,
  files = new Map(),
  configuration,
  commandLine,
}: BindArguments): BoundFile {
  const problems: ProjectProblem[] = [];
  const report: Report = (problem) => problems.push(problem);
  const world: World = { base, root, files, scopes: new Map() };
  const scope = new Scope(world, path, source, report);
  scope.checkImportedNames();
  const directives = readDirectives(source, base, report);
  const settings = fileSettings(
    directives,
    settingsOf(directives, base, configuration, commandLine),
  );
  const binder = new Binder(scope);

  const sequences: SequenceGraph[] = [];
  const preferences: BoundPreference[] = [];
  const avoidances: BoundAvoidance[] = [];
  const populations: syntax.PopulationDeclaration[] = [];
  for (const declaration of source.declarations) {
    if (declaration.kind === 'population') populations.push(declaration);
    else if (declaration.kind === 'sequence') sequences.push(binder.sequence(declaration));
    else if (declaration.kind === 'avoidance') avoidances.push(binder.avoidance(declaration));
  }
  // A preference compares sequences that may stand below it.
  for (const declaration of source.declarations) {
    if (declaration.kind === 'preference') preferences.push(binder.preference(declaration));
  }
  for (const graph of sequences) {
    checkTriggers(graph, source.text, report);
    checkPlaces(graph, source.text, report);
  }
  const bound = binder.populations(populations);
  // A file of populations alone is there to be imported.
  if (sequences.length + avoidances.length + preferences.length > 0) reportUnused(bound, report);
  return {
    path,
    source,
    settings,
    populations: bound,
    sequences,
    transitions: sequences.flatMap(transitionsOf),
    preferences,
    avoidances,
    problems: problems.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end),
    imports: scope.imports.map((each) => ({
      path: each.path,
      span: each.span,
      resolved: each.source !== null,
    })),
  };
}

interface BoundSequence {
  readonly graph: SequenceGraph;
  readonly problems: readonly ProjectProblem[];
}
/**
 * A sequence alone, for a population that is known: what binding its file finds inside it. Its
 * `for` is not looked up.
 */
export function bindSequence(
  base: Base,
  text: string,
  declaration: syntax.SequenceDeclaration,
  population: PopulationInForce,
): BoundSequence {
  const problems: ProjectProblem[] = [];
  const report: Report = (problem) => problems.push(problem);
  const graph = buildGraph(declaration, population, readersOf(base, text, report));
  checkExtrapolations(graph, base, report);
  checkTriggers(graph, text, report);
  checkPlaces(graph, text, report);
  return {
    graph,
    problems: problems.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end),
  };
}

function readersOf(base: Base, text: string, report: Report): Readers {
  return {
    text,
    report,
    treatment: (regimen, dose) => resolveTreatment(base, regimen, report, dose),
    condition: (condition) => ({
      region: regionOfCondition(base, condition, report),
      text: wordsOf(text, condition),
    }),
  };
}

function checkTriggers(graph: SequenceGraph, text: string, report: Report): void {
  const first = new Set<number>();
  for (const node of graph.nodes) {
    if (node.syntax === null) continue;
    const { triggerSpan } = node;
    // After `any`, something was given; which treatment ended is not said.
    if (graph.beginning === 'after-any' && node.predecessors.every((index) => index === start))
      continue;
    if (node.trigger.length > 0 || triggerSpan !== null) {
      // One trigger may serve every first step of a choice: it is one mistake.
      if (
        triggerSpan === null ||
        first.has(triggerSpan.start) ||
        !node.predecessors.every((index) => index === start)
      )
        continue;
      first.add(triggerSpan.start);
      const params = {
        trigger: wordsOf(text, triggerSpan),
        treatment: wordsOf(text, node.syntax.regimen),
      };
      report({ code: 'trigger-without-history', span: triggerSpan, params });
      continue;
    }
    // A treatment that was forgotten is reported as that.
    const before = predecessorsOf(graph, node).flatMap(({ components, key }) =>
      components.length === 0 ? [] : [key],
    );
    if (!node.treatment.systemic || node.treatment.components.length === 0 || before.length === 0)
      continue;
    const params = { treatment: wordsOf(text, node.syntax.regimen), before: anyOf(before) };
    report({ code: 'missing-trigger', span: node.treatment.span, params });
  }
}

/** What was given before a first step is not said, so nothing can be claimed for its place. */
function checkPlaces(graph: SequenceGraph, text: string, report: Report): void {
  const { unsaid } = graph.declaration;
  if (unsaid === null) return;
  for (const node of graph.nodes) {
    if (predecessorsOf(graph, node).length > 0) continue;
    const here = node.syntax?.clauses.find((clause) => clause.kind === 'here');
    if (here === undefined || node.syntax === null) continue;
    const params = {
      treatment: wordsOf(text, node.syntax.regimen),
      words: unsaid.kind === 'after-any' ? 'after any' : 'any line',
    };
    report({ code: 'here-without-place', span: { start: here.start, end: here.end }, params });
  }
}

function checkExtrapolations(graph: SequenceGraph, base: Base, report: Report): void {
  for (const node of graph.nodes) {
    for (const clause of node.syntax?.clauses ?? []) {
      if (clause.kind !== 'extrapolated' || clause.from === null || clause.from.text === '')
        continue;
      const { text: name, start, end } = clause.from;
      if (base.tumour(name) !== undefined || base.treatment(name) !== undefined) continue;
      const near = suggestions(base.suggestTreatment(name));
      report({
        code: 'unknown-name',
        span: { start, end },
        params: { what: 'tumour, agent or class', name, ...near },
      });
    }
  }
}

class Binder {
  readonly #scope: Scope;
  readonly #graphs = new Map<syntax.SequenceDeclaration, SequenceGraph>();

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  sequence(declaration: syntax.SequenceDeclaration): SequenceGraph {
    const known = this.#graphs.get(declaration);
    if (known !== undefined) return known;
    const name = declaration.name ?? { start: declaration.start, end: declaration.start, text: '' };
    const graph = buildGraph(
      declaration,
      this.#populationFor(declaration.for, name),
      this.#readers(),
    );
    this.#graphs.set(declaration, graph);
    checkExtrapolations(graph, this.#scope.base, this.#scope.report);
    return graph;
  }

  /**
   * The population of `for NAME`; without it the file's only one, and a problem at `at` if there is
   * not exactly one.
   */
  #populationFor(word: syntax.Word | null, at: syntax.Word): PopulationInForce {
    const scope = this.#scope;
    if (word !== null) {
      const found = scope.population(word);
      return found === null ? this.#unknown() : inForce(found);
    }
    const only = scope.onlyPopulation();
    if (only !== null) return inForce(only);
    const names = scope.visiblePopulations().map((declared) => declared.name);
    const importsAreMissing = scope.imports.some((each) => each.source === null);
    if (!importsAreMissing || names.length > 1) {
      scope.report({
        code: 'missing-population',
        span: { start: at.start, end: at.end },
        params: { declaration: at.text, populations: anyOf(names) },
      });
    }
    return this.#unknown();
  }
  #unknown(): PopulationInForce {
    return { name: null, region: inexact(everybody(spaceOf(this.#scope.base))), conditions: [] };
  }

  preference(declaration: syntax.Preference): BoundPreference {
    const treatments = this.#preferredTreatments(declaration);
    if (treatments !== null) return treatments;
    const first = this.#preferred(declaration.first);
    const second = this.#preferred(declaration.second);
    if (declaration.for !== null) {
      const found = this.#scope.population(declaration.for);
      return {
        declaration,
        first,
        second,
        treatments: null,
        population: found === null ? this.#unknown() : inForce(found),
      };
    }
    if (first === null || second === null)
      return {
        declaration,
        first,
        second,
        treatments: null,
        population: (first ?? second)?.population ?? this.#unknown(),
      };
    const region = intersect(first.population.region, second.population.region);
    const names = [...new Set([first.population.name, second.population.name])];
    if (
      isEmpty(region) &&
      !isEmpty(first.population.region) &&
      !isEmpty(second.population.region)
    ) {
      const span = {
        start: declaration.first?.start ?? declaration.start,
        end: declaration.second?.end ?? declaration.end,
      };
      this.#scope.report({
        code: 'empty-population',
        span,
        params: { name: '', criterion: '', reason: '', near: '', instead: '' },
      });
    }
    const [only = null] = names;
    return {
      declaration,
      first,
      second,
      treatments: null,
      population: { name: names.length === 1 ? only : null, region, conditions: [] },
    };
  }

  /**
   * `prefer carboplatin over cisplatin`: neither side is a sequence, and at least one can only be a
   * treatment.
   */
  #preferredTreatments(declaration: syntax.Preference): BoundPreference | null {
    const { regimens, first, second } = declaration;
    if (regimens === null || first === null || second === null) return null;
    const scope = this.#scope;
    if ([first, second].some((word) => scope.declaresSequence(word))) return null;
    const sides = [regimens.first, regimens.second];
    const isTreatment = ({ treatments }: syntax.Regimen): boolean =>
      treatments.length > 1 ||
      treatments.some(({ text }) => {
        const known = scope.base.treatment(text) ?? scope.base.drugNames.named(text);
        return known !== undefined;
      });
    if (!sides.some(isTreatment)) return null;
    const { treatment } = this.#readers();
    const at = { start: first.start, end: second.end, text: `prefer ${first.text}` };
    return {
      declaration,
      ...{ first: null, second: null },
      treatments: {
        first: treatment(regimens.first, null),
        second: treatment(regimens.second, null),
      },
      population: this.#populationFor(declaration.for, at),
    };
  }

  /**
   * A sequence of this file, or one that an import declares; the problems of the latter are told in
   * its own file.
   */
  #preferred(word: syntax.Word | null): SequenceGraph | null {
    const found = word === null ? null : this.#scope.sequence(word);
    if (found === null) return null;
    return found.scope === this.#scope
      ? this.sequence(found.declaration)
      : new Binder(found.scope).sequence(found.declaration);
  }

  avoidance(declaration: syntax.Avoidance): BoundAvoidance {
    const readers = this.#readers();
    const { regimen } = declaration;
    const avoided = regimen === null ? null : readers.treatment(regimen, null);
    const at = regimen === null ? declaration : regimen;
    const text = regimen === null ? '' : wordsOf(this.#scope.source.text, regimen);
    const population = this.#populationFor(declaration.for, { start: at.start, end: at.end, text });
    const { nodes, last } = buildHistory(declaration.after, population, readers);
    if (avoided === null || !avoided.systemic)
      return {
        declaration,
        transition: null,
        transitions: [],
        anywhere: declaration.after === null,
      };
    const { start, end } = declaration;
    const transitions = transitionsAfter(nodes, last, {
      treatment: avoided,
      population,
      span: { start, end },
      trigger: [],
    });
    return {
      declaration,
      transition: transitions[0] ?? null,
      transitions,
      anywhere: declaration.after === null,
    };
  }

  populations(declarations: readonly syntax.PopulationDeclaration[]): readonly BoundPopulation[] {
    const scope = this.#scope;
    // A `within` counts as a use, so all regions come first.
    const regions = declarations.map((declaration) => scope.region(declaration));
    return declarations.map((declaration, index) => ({
      declaration,
      name: declaration.name?.text ?? '',
      file: scope.path,
      region: regions[index] ?? everybody(spaceOf(scope.base)),
      used: scope.isUsed(declaration),
    }));
  }

  #readers(): Readers {
    const { base, report, source } = this.#scope;
    return readersOf(base, source.text, report);
  }
}

function inForce(found: Declared<syntax.PopulationDeclaration>): PopulationInForce {
  return { name: found.name, region: found.scope.region(found.declaration), conditions: [] };
}

function reportUnused(populations: readonly BoundPopulation[], report: Report): void {
  for (const { declaration, used } of populations) {
    if (used || declaration.name === null || declaration.name.text === '') continue;
    const { start, end, text: name } = declaration.name;
    report({ code: 'unused-population', span: { start, end }, params: { name } });
  }
}
