/** Builds the indexed base from its data. Indexes are made when they are first asked for, so that a start costs one JSON.parse. */
import type { EvidenceData, EvidencePack, Stats, Vocabulary } from './data.ts';
import { text } from './generated/base.ts';
import type { Base } from './model.ts';
import { indexStudy, Studies } from './studies.ts';
import { Terms } from './terms.ts';

/** The vocabulary of the base followed by what the packs add; an id the base has already stays the base's. */
function withPacks(data: EvidenceData, packs: readonly EvidencePack[]): Vocabulary {
  const merge = <T extends { readonly id: string }>(
    own: readonly T[],
    pick: (pack: EvidencePack) => readonly T[] | undefined,
  ): readonly T[] => {
    const ids = new Set(own.map((entry) => entry.id));
    const added = packs.flatMap((pack) => pick(pack) ?? []).filter((entry) => !ids.has(entry.id) && ids.add(entry.id));
    return [...own, ...added];
  };
  return {
    agents: merge(data.agents, (pack) => pack.agents),
    variants: merge(data.variants, (pack) => pack.variants),
    regimens: merge(data.regimens, (pack) => pack.regimens),
    classes: merge(data.classes, (pack) => pack.classes),
    tumours: merge(data.tumours, (pack) => pack.tumours),
    attributes: merge(data.attributes, (pack) => pack.attributes),
  };
}

/**
 * The base over validated data, with a team's own packs after it. Data that breaks the integrity rules may throw
 * (a finding about an arm that does not exist), so run those rules on a pack first.
 */
export function buildBase(data: EvidenceData, packs: readonly EvidencePack[] = []): Base {
  const vocabulary = withPacks(data, packs);
  const terms = new Terms(vocabulary);
  const studies = new Studies(
    [
      ...data.studies.map((study) => indexStudy(study, null)),
      ...packs.flatMap((pack) => pack.studies.map((study) => indexStudy(study, pack.file))),
    ],
    terms,
  );
  return {
    release: data.release,
    ...vocabulary,
    approvals: data.approvals,
    safety: data.safety,
    rationale: data.rationale,
    studies: studies.all,
    study: (id) => studies.study(id),
    cite: (key) => studies.cite(key),
    finding: (id) => studies.finding(id),
    treatment: (name) => terms.treatment(name),
    tumour: (name) => terms.tumour(name),
    attribute: (name) => terms.attribute(name),
    attributeValue: (attribute, name) => terms.attributeValue(attribute, name),
    suggestTreatment: (name) => terms.suggestTreatment(name),
    suggestCitation: (key) => studies.suggestCitation(key),
    label: (term) => terms.label(term),
    order: (term) => terms.order(term),
    isClass: (term) => terms.isClass(term),
    isSystemic: (term) => terms.isSystemic(term),
    ancestors: (term) => terms.ancestors(term),
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
