/**
 * The base as a tree: classes, treatments, studies, reports, findings, as far as they were public
 * by a date and fit what is asked.
 */

import type {
  Base,
  IndexedFinding,
  IndexedReport,
  IndexedStudy,
  IsoDate,
  TermId,
} from '../../evidence/base-types.ts';
import { counted } from '../../text/counted.ts';
import { plain } from '../../text/markdown-escape.ts';
import { baseInWords } from '../../wording/base.ts';
import { populationInWords } from '../../wording/criterion.ts';
import { effectInWords } from '../../wording/effect.ts';
import {
  armInWords,
  citationInWords,
  designInWords,
  supersededBy,
  visibleReports,
} from '../../wording/study.ts';
import { choicesFrom } from './choices.ts';
import { admitted, enrolled, mentions, termsNamed } from './fits.ts';
import type {
  EvidenceFilter,
  EvidenceTree,
  FindingEntry,
  ReportEntry,
  StudyEntry,
  TreatmentGroup,
} from './shape.ts';

/** What of a filter the base does not know, in words; nothing is guessed. */
interface FilterProblem {
  readonly problem: string;
}

type Filter = Omit<EvidenceFilter, 'asOf'>;

/**
 * The tree as of a date. A tumour or treatment that the base does not know is told, with what may
 * have been meant.
 */
export function evidenceTree(
  base: Base,
  asOf: IsoDate,
  filter: Filter = {},
): EvidenceTree | FilterProblem {
  const asked = read(base, asOf, filter);
  if ('problem' in asked) return asked;
  const all = base.studies.filter((study) => visibleReports(study, asOf).length > 0);
  const shown = all.filter((study) => asked.tests.every((test) => test(study)));
  const words = asked.words.length === 0 ? null : asked.words.join(' · ');
  return {
    base: baseInWords(base),
    asOf,
    shown: shown.length,
    all: all.length,
    asked: words,
    nothing:
      shown.length > 0
        ? null
        : `Not in the base ${baseInWords(base)} as of ${asOf}${words === null ? '' : `: ${words}`}.`,
    groups: groupsOf(shown, base, asOf),
    studies: Object.fromEntries(shown.map((study) => [study.id, studyEntry(study, base, asOf)])),
    choices: choicesFrom(all, base, asOf),
  };
}

interface Asked {
  readonly tests: readonly ((study: IndexedStudy) => boolean)[];
  readonly words: readonly string[];
}

function read(
  base: Base,
  asOf: IsoDate,
  { text = '', tumour = '', after = '' }: Filter,
): Asked | FilterProblem {
  const tests: ((study: IndexedStudy) => boolean)[] = [];
  const words: string[] = [];
  if (text.trim() !== '') {
    tests.push((study) => mentions(study, text, base, asOf));
    words.push(`“${text.trim()}”`);
  }
  if (tumour !== '') {
    const known = base.tumour(tumour);
    if (known === undefined)
      return { problem: `${JSON.stringify(tumour)} is no tumour of the base.` };
    tests.push((study) => enrolled(study, known.id, base));
    words.push(known.label);
  }
  if (after !== '') {
    const terms = termsNamed(after, base);
    const near = base.suggestTreatment(after)[0];
    if (terms === null)
      return {
        problem: `${JSON.stringify(after)} is no treatment of the base.${near === undefined ? '' : ` Did you mean ${near}?`}`,
      };
    tests.push((study) => terms.every((term) => admitted(study, term, base, asOf)));
    words.push(`after ${terms.map((term) => base.label(term)).join(' + ')}`);
  }
  return { tests, words };
}

/**
 * Classes by their parents, with the treatments that the studies gave; what no class holds comes
 * last. Groups without a study are left out.
 */
function groupsOf(
  studies: readonly IndexedStudy[],
  base: Base,
  asOf: IsoDate,
): readonly TreatmentGroup[] {
  const byTerm = new Map<TermId, IndexedStudy[]>();
  for (const study of [...studies].sort((a, b) => latestFirst(a, b, asOf)))
    for (const term of testedTerms(study, base))
      byTerm.set(term, [...(byTerm.get(term) ?? []), study]);
  const keys = (term: TermId): string[] => (byTerm.get(term) ?? []).map(({ id }) => id);
  const described = (group: Omit<TreatmentGroup, 'description'>): TreatmentGroup[] => {
    const held = heldBy(group);
    return held.size === 0
      ? []
      : [{ ...group, description: counted(held.size, 'study', 'studies') }];
  };
  const agents = base.agents.flatMap(({ id, label, classes }) =>
    described({ kind: 'agent', key: id, label, groups: [], studies: keys(id) }).map((group) => ({
      group,
      classes,
    })),
  );
  const ofClass = (id: string): readonly TreatmentGroup[] =>
    agents.filter(({ classes }) => classes.includes(id)).map(({ group }) => group);
  const tree = (parent: string | null, above: readonly string[]): TreatmentGroup[] =>
    base.classes
      .filter(
        ({ id, parents = [] }) =>
          (parent === null ? parents.length === 0 : parents.includes(parent)) &&
          !above.includes(id),
      )
      .flatMap(({ id, label }) =>
        described({
          kind: 'class',
          key: id,
          label,
          groups: [...tree(id, [...above, id]), ...ofClass(id)],
          studies: keys(id),
        }),
      );
  const classes = tree(null, []);
  const placed = new Set(classes.flatMap((group) => [...heldBy(group)]));
  // What only accompanies a treatment (folinic acid) has no class; its studies are found under what
  // it accompanies.
  const others = agents
    .filter(
      ({ group, classes: own }) => own.length === 0 && group.studies.some((id) => !placed.has(id)),
    )
    .map(({ group }) => group);
  const loose = studies
    .filter(({ id }) => !placed.has(id) && others.every((group) => !group.studies.includes(id)))
    .map(({ id }) => id);
  return [
    ...classes,
    ...described({
      kind: 'class',
      key: 'other',
      label: 'other treatments',
      groups: others,
      studies: loose,
    }),
  ];
}

/** The studies of a group and of all below it, each once. */
function heldBy({
  groups,
  studies,
}: Pick<TreatmentGroup, 'groups' | 'studies'>): ReadonlySet<string> {
  return new Set([...studies, ...groups.flatMap((group) => [...heldBy(group)])]);
}

/**
 * What the arms of a study test: agents (also for a variant of them), and classes for pooled arms.
 * What runs in the background is not tested.
 */
function testedTerms({ study }: IndexedStudy, base: Base): ReadonlySet<TermId> {
  const terms = study.arms
    .filter(({ role }) => role !== 'inactive-control')
    .flatMap(({ regimen = [], sequence = [], pooled = [] }) => [
      ...regimen,
      ...sequence.flat(),
      ...pooled,
    ]);
  return new Set(terms.map((term) => base.variants.find(({ id }) => id === term)?.of ?? term));
}

const firstPublic = (study: IndexedStudy, asOf: IsoDate): IsoDate =>
  visibleReports(study, asOf)[0]?.date ?? '';
function latestFirst(a: IndexedStudy, b: IndexedStudy, asOf: IsoDate): number {
  const [first, second] = [firstPublic(a, asOf), firstPublic(b, asOf)];
  return first > second ? -1 : first < second ? 1 : 0;
}

function studyEntry(indexed: IndexedStudy, base: Base, asOf: IsoDate): StudyEntry {
  const { study, id } = indexed;
  const [design = ''] = designInWords(study).split(' · ');
  const description = [
    firstPublic(indexed, asOf).slice(0, 4),
    design,
    study.population.n === undefined ? null : `n = ${study.population.n}`,
    study.population.criteria.tumour
      .map((tumour) => base.tumour(tumour)?.label ?? tumour)
      .join(', '),
    indexed.pack,
  ];
  return {
    key: id,
    citation: `@${id}`,
    label: study.acronym,
    description: description.filter((part) => part !== null && part !== '').join(' · '),
    details: `${study.title}\n${designInWords(study)}\n${populationInWords(study.population.criteria, base)}`,
    design: study.design,
    reports: visibleReports(indexed, asOf)
      .toReversed()
      .map((report) => reportEntry(report, base, asOf)),
  };
}

function reportEntry(indexed: IndexedReport, base: Base, asOf: IsoDate): ReportEntry {
  const { report, key } = indexed;
  const state = report.integrity?.status ?? 'ok';
  const note = report.integrity?.note;
  return {
    key,
    citation: `@${key}`,
    label: `${report.kind}, ${report.firstPublic}`,
    description: [...(state === 'ok' ? [] : [state]), plain(citationInWords(indexed))].join(' · '),
    details: `${report.citation.title}${state === 'ok' ? '' : `\n${state}${note === undefined ? '' : `: ${note}`}`}`,
    state,
    findings: indexed.findings.map((found) => findingEntry(found, base, asOf)),
  };
}

function findingEntry(found: IndexedFinding, base: Base, asOf: IsoDate): FindingEntry {
  const { finding, arm, comparator } = found;
  const replaced = supersededBy(found, asOf);
  const about = [
    finding.subgroup?.label,
    finding.analysis,
    finding.n === undefined ? undefined : `n = ${finding.n}`,
    finding.direction ?? 'described without a verdict',
    replaced === null ? undefined : `superseded by ${replaced}`,
  ];
  return {
    key: found.id,
    citation: `@${found.report.key}`,
    label: effectInWords(found),
    description: about.filter((part) => part !== undefined).join(' · '),
    details: `${armInWords(arm, base)}${comparator === null ? '' : ` against ${armInWords(comparator, base)}`}${finding.note === undefined ? '' : `\n${finding.note}`}`,
    says: replaced !== null ? 'superseded' : (finding.direction ?? 'describes'),
  };
}
