/**
 * Builds the indexed base from its data. Indexes are made when they are first asked for, so that a
 * start costs one JSON.parse.
 */
import type { EvidenceData, EvidencePack, PackInUse, Stats } from './base-data.ts';
import type { Base } from './base-types.ts';
import { DrugNames } from './drug-names.ts';
import { text } from './generated/base.ts';
import { Gradings } from './gradings.ts';
import { Guidelines } from './guidelines.ts';
import { Ladder } from './ladder.ts';
import type { Report, Study } from './schema/schema.ts';
import { indexStudy, Studies } from './studies.ts';
import { Terms } from './terms.ts';

/** The graver of two states of a report stands, whoever tells it. */
const gravity = ['ok', 'corrected', 'concern', 'retracted'] as const;

/**
 * A report with what the packs tell about it. The words name the pack, so that no output shows the
 * notice as the base's own.
 */
function withNotices(report: Report, key: string, packs: readonly EvidencePack[]): Report {
  let noticed = report;
  for (const { file, integrity = [] } of packs) {
    for (const told of integrity) {
      if (
        told.report !== key ||
        gravity.indexOf(told.status) <= gravity.indexOf(noticed.integrity?.status ?? 'ok')
      )
        continue;
      const source = `evidence pack ${file}`;
      noticed = {
        ...noticed,
        integrity: {
          status: told.status,
          ...(told.date === undefined ? {} : { date: told.date }),
          note: `${told.note.replace(/\.$/, '')} (${source})`,
          notice: `${told.notice ?? told.provenance[0]?.source ?? told.note} (${source})`,
          provenance: told.provenance,
        },
      };
    }
  }
  return noticed;
}

function studyWithNotices(study: Study, packs: readonly EvidencePack[]): Study {
  const noticed = packs.some(({ integrity = [] }) =>
    integrity.some(({ report }) => report.startsWith(`${study.id}/`)),
  );
  return noticed
    ? {
        ...study,
        reports: study.reports.map((report) =>
          withNotices(report, `${study.id}/${report.id}`, packs),
        ),
      }
    : study;
}

/**
 * What the base says followed by what the packs add; an id that is there already stays with the
 * first. Their notices about reports are part of the studies. Without packs it is the data itself.
 */
export function withPacks(data: EvidenceData, packs: readonly EvidencePack[]): EvidenceData {
  if (packs.length === 0) return data;
  const merge = <T extends { readonly id: string }>(
    own: readonly T[],
    pick: (pack: EvidencePack) => readonly T[] | undefined,
  ): readonly T[] => {
    const ids = new Set(own.map((entry) => entry.id));
    const added = packs
      .flatMap((pack) => pick(pack) ?? [])
      .filter((entry) => !ids.has(entry.id) && ids.add(entry.id));
    return [...own, ...added];
  };
  return {
    release: data.release,
    agents: merge(data.agents, (pack) => pack.agents),
    variants: merge(data.variants, (pack) => pack.variants),
    regimens: merge(data.regimens, (pack) => pack.regimens),
    classes: merge(data.classes, (pack) => pack.classes),
    tumours: merge(data.tumours, (pack) => pack.tumours),
    attributes: merge(data.attributes, (pack) => pack.attributes),
    studies: merge(data.studies, (pack) => pack.studies).map((study) =>
      studyWithNotices(study, packs),
    ),
    approvals: [...data.approvals, ...packs.flatMap((pack) => pack.approvals ?? [])],
    safety: merge(data.safety, (pack) => pack.safety),
    rationale: merge(data.rationale, (pack) => pack.rationale),
    gradings: data.gradings,
    ladder: data.ladder,
    // One that the base has already is an error of the pack, which a merge by id would hide.
    guidelines: [...data.guidelines, ...packs.flatMap((pack) => pack.guidelines ?? [])],
    notSeenGuidelines: data.notSeenGuidelines,
    drugNames: data.drugNames,
    reviews: data.reviews,
    trials: data.trials,
    searches: [...data.searches, ...packs.flatMap((pack) => pack.searches ?? [])],
  };
}

function inUse({
  file,
  name,
  studies,
  approvals = [],
  safety = [],
  rationale = [],
  guidelines = [],
  integrity = [],
}: EvidencePack): PackInUse {
  return {
    file,
    name: name ?? null,
    studies: studies.length,
    statements:
      approvals.length +
      safety.length +
      rationale.length +
      guidelines.reduce((sum, { recommendations }) => sum + recommendations.length, 0),
    notices: integrity.map(({ provenance: _quotes, ...notice }) => notice),
  };
}

/**
 * The base over validated data, with a team's own packs after it. Data that breaks the integrity
 * rules may throw (a finding about an arm that does not exist), so run those rules on a pack first.
 */
export function buildBase(data: EvidenceData, packs: readonly EvidencePack[] = []): Base {
  const {
    studies: all,
    gradings,
    ladder,
    guidelines,
    notSeenGuidelines,
    drugNames,
    ...rest
  } = withPacks(data, packs);
  const terms = new Terms(rest);
  const names = new DrugNames(drugNames);
  const own = new Set(data.studies.map((study) => study.id));
  const origin = new Map(
    packs
      .toReversed()
      .flatMap((pack) => pack.studies.map((study) => [study.id, pack.file] as const)),
  );
  const studies = new Studies(
    all.map((study) =>
      indexStudy(study, own.has(study.id) ? null : (origin.get(study.id) ?? null)),
    ),
    terms,
  );
  return {
    ...rest,
    gradings: new Gradings(gradings),
    ladder: new Ladder(ladder, gradings),
    guidelines: new Guidelines(guidelines, notSeenGuidelines),
    drugNames: names,
    packs: packs.map(inUse),
    bibliography: [],
    bibliographyEntry: () => undefined,
    studies: studies.all,
    study: (id) => studies.study(id),
    cite: (key) => studies.cite(key),
    finding: (id) => studies.finding(id),
    treatment: (name) => terms.treatment(name),
    tumour: (name) => terms.tumour(name),
    attribute: (name) => terms.attribute(name),
    attributeValue: (attribute, name) => terms.attributeValue(attribute, name),
    attributeGroup: (attribute, name) => terms.attributeGroup(attribute, name),
    suggestTreatment: (name) => names.nearest(name, terms.suggestTreatment(name)),
    suggestCitation: (key) => studies.suggestCitation(key),
    label: (term) => terms.label(term),
    order: (term) => terms.order(term),
    isClass: (term) => terms.isClass(term),
    isSystemic: (term) => terms.isSystemic(term),
    ancestors: (term) => terms.ancestors(term),
    regimenClasses: (agents) => terms.regimenClasses(agents),
    members: (classId) => terms.members(classId),
    interchangeable: (a, b) => terms.interchangeable(a, b),
    tumourAncestors: (tumour) => terms.tumourAncestors(tumour),
    studiesWith: (term) => studies.studiesWith(term),
  };
}

/** What the build writes: the verified data and the sizes of its sources. */
export interface Embedded {
  readonly data: EvidenceData;
  readonly stats: Stats;
}

let embedded: Embedded | undefined;
let base: Base | undefined;

function parsed(): Embedded {
  embedded ??= JSON.parse(text) as Embedded;
  return embedded;
}

/** The validated data that this program carries, as it was built. */
export function embeddedData(): EvidenceData {
  return parsed().data;
}

/** The base that this program carries, parsed and indexed once. */
export function embeddedBase(): Base {
  base ??= buildBase(embeddedData());
  return base;
}

/** The sizes of the base that this program carries. */
export function embeddedStats(): Stats {
  return parsed().stats;
}

/** The data a base was built from, so that packs can be put on top of it. */
export function dataOf(base: Base): EvidenceData {
  const {
    release,
    agents,
    variants,
    regimens,
    classes,
    tumours,
    attributes,
    approvals,
    safety,
    rationale,
    reviews,
    trials,
    searches,
  } = base;
  const studies = base.studies.map(({ study }) => study);
  return {
    release,
    agents,
    variants,
    regimens,
    classes,
    tumours,
    attributes,
    approvals,
    safety,
    rationale,
    reviews,
    trials,
    searches,
    studies,
    gradings: base.gradings.all,
    ladder: base.ladder.file,
    guidelines: base.guidelines.files,
    notSeenGuidelines: base.guidelines.notSeen,
    drugNames: base.drugNames.groups,
  };
}
