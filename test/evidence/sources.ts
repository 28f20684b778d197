/**
 * A small base that is sound in every respect, as the YAML a curator would write, for tests to
 * break in one place.
 */

import type { Embedded } from '../../server/src/evidence/base.ts';
import { buildEmbedded, readFolder } from '../../server/src/evidence/build.ts';

const STUDY = `
id: TRIAL-1
acronym: TRIAL-1
title: everolimus against placebo
aliases: [First trial]
registry: [{ id: NCT00000001, verified: source }, { id: NCT00000009, verified: unverified }]
design: randomised-controlled
status: published
population:
  criteria: { tumour: [pancreatic-net], grade: [G1, G2] }
  n: 100
  provenance: [{ quote: patients with pancreatic NET, source: "doi:10.1000/one", kind: publication, verified: source }]
priorTherapy:
  - relation: permitted
    terms: [ssa]
    exposure:
      - { term: ssa, n: 49, percent: 49, provenance: [{ quote: 49 patients had had an analogue, source: "doi:10.1000/one", kind: publication, verified: source }] }
      - { term: sunitinib, n: 3, provenance: [{ quote: from memory, source: "doi:10.1000/one", kind: publication, verified: unverified }] }
    provenance: [{ quote: previous analogues were allowed, source: "doi:10.1000/one", kind: publication, verified: source }]
  - relation: excluded
    terms: [chemotherapy]
    provenance: [{ quote: from memory, source: "doi:10.1000/one", kind: publication, verified: unverified }]
arms:
  - { id: everolimus, role: experimental, regimen: [everolimus], n: 50 }
  - { id: placebo, role: inactive-control, n: 50 }
reports:
  - id: primary
    kind: primary
    citation:
      type: article-journal
      author: [{ family: Doe, given: Jane Ann }, { family: Roe, given: R }]
      title: Everolimus in a trial
      container-title: Journal of Trials
      issued: "2011-02-10"
      volume: "364"
      issue: "6"
      page: 514-523
      DOI: 10.1000/one
      PMID: "1000001"
    firstPublic: "2011-02-10"
    findings:
      - id: pfs
        contrast: { arm: everolimus, comparator: placebo }
        analysis: primary
        outcome: PFS
        statistics:
          - { measure: hazard-ratio, value: 0.35, ci: { limits: [0.27, 0.45], level: 95 }, p: "<0.001" }
          - { measure: median, unit: months, arm: { value: 11.0 }, comparator: { value: 4.6 } }
        direction: supports
        provenance: [{ quote: "11.0 mo vs 4.6 mo; HR = 0.35; 95%CI: 0.27-0.45; P < 0.001", source: "doi:10.1000/one", kind: publication, verified: source }]
      - id: os
        contrast: { arm: everolimus, comparator: placebo }
        analysis: secondary
        outcome: OS
        statistics: [{ measure: hazard-ratio, value: 1.05, ci: { limits: [0.71, 1.55], level: 95 }, p: "0.59" }]
        direction: neutral
        provenance: [{ quote: "HR 1.05; 95% CI, 0.71 to 1.55; P=0.59", source: "doi:10.1000/one", kind: publication, verified: review }]
      - id: remembered
        contrast: { arm: everolimus }
        analysis: secondary
        outcome: ORR
        statistics: [{ measure: rate, unit: percent, value: 5 }]
        direction: null
        provenance: [{ quote: from memory, source: "doi:10.1000/one", kind: publication, verified: unverified }]
  - id: final-os
    kind: final
    citation: { type: article-journal, author: [], title: Final survival, issued: "2016", DOI: 10.1000/two }
    firstPublic: "2016"
    supersedes: [primary#os]
    findings:
      - id: os
        contrast: { arm: everolimus, comparator: placebo }
        analysis: secondary
        outcome: OS
        statistics: [{ measure: hazard-ratio, value: 0.94, ci: { limits: [0.73, 1.20], level: 95 }, p: "0.30" }]
        direction: neutral
        provenance: [{ quote: "HR, 0.94; 95% CI, 0.73 to 1.20; P = .30", source: "doi:10.1000/two", kind: publication, verified: source }]
summary: A trial.
`;

const COHORT = `
id: COHORT-2
acronym: COHORT-2
title: sunitinib after everolimus
design: retrospective-cohort
status: published
population:
  criteria: { tumour: [net] }
  provenance: [{ quote: patients with NET, source: "doi:10.1000/three", kind: publication, verified: source }]
priorTherapy: []
arms:
  - { id: cohort, role: cohort, sequence: [[everolimus], [sunitinib]] }
  - { id: reverse, role: cohort, sequence: [[sunitinib], [everolimus]] }
reports:
  - id: primary
    kind: primary
    citation: { type: article-journal, author: [], title: A cohort, issued: "2017-05", DOI: 10.1000/three }
    firstPublic: "2017-02"
    findings:
      - id: pfs
        contrast: { arm: cohort, comparator: reverse }
        analysis: primary
        outcome: PFS
        sequenceWide: true
        statistics: [{ measure: median, unit: months, value: 8.5, ci: { limits: [5.1, 11.9], level: 95 } }]
        direction: null
        provenance: [{ quote: "8.5 months (95% CI 5.1 to 11.9)", source: "doi:10.1000/three", kind: publication, verified: source }]
summary: A cohort.
`;

/** Gradings and ladder of the curated base: code names what they declare. */
const REFERENCE = Object.fromEntries(
  [...readFolder('server/evidence')].filter(([file]) => /^(?:gradings\/|ladder)/.test(file)),
);

const FILES: Readonly<Record<string, string>> = {
  ...REFERENCE,
  'drug-names.yaml': `
groups:
  - kind: drug
    label: antibodies
    source: https://example.org/atc
    names: [{ id: pembrolizumab, atc: L01FF02, brands: [Keytruda] }, { id: sunitinib, brands: [Sutent] }]
  - { kind: supportive, label: supportive care, names: [{ id: loperamide }, { id: opium-tincture, label: tincture of opium }] }
`,
  'guidelines/body-2020.yaml': `
id: BODY-2020
body: Body
year: 2020
subject: pancreatic NET
citation: { title: A guideline }
grading: esmo
via: https://example.org/copy
confidence: quoted-by-other
recommendations:
  - id: r1
    treatments: [[everolimus], [sunitinib]]
    place: { after: [[ssa]], printed: after an analogue }
    patients: { tumour: [pancreatic-net] }
    grade: { printed: "[II, B]", level: II, strength: B }
    quote: Everolimus or sunitinib may follow an analogue [II, B].
    locator: Table 1
  - id: r2
    treatments: [[pembrolizumab]]
    direction: against
    place: { printed: no line printed }
    patients: { tumour: [net] }
    quote: Pembrolizumab is not recommended.
    locator: Table 1
    source: https://example.org/original
    confidence: seen-in-original
`,
  'guidelines/not-seen.yaml':
    'notSeen: [{ body: Other, subject: NET, tried: only the abstract was found }]\n',
  'agents.yaml': `
agents:
  - { id: everolimus, label: everolimus, brands: [Afinitor], classes: [mtor-inhibitor], atc: { code: L01EG02, verified: source } }
  - { id: sunitinib, label: sunitinib, classes: [targeted-therapy], atc: { code: L01EX01, verified: unverified } }
  - { id: streptozocin, label: streptozocin, synonyms: [STZ], classes: [chemotherapy] }
  - { id: 5-fluorouracil, label: 5-fluorouracil, synonyms: [5-FU], classes: [chemotherapy] }
  - { id: lanreotide, label: lanreotide, classes: [ssa] }
  - { id: octreotide, label: octreotide, synonyms: [octreotide LAR], classes: [ssa] }
  - { id: surgery, label: surgery, classes: [], systemic: false }
variants:
  - { id: lanreotide-every-14-days, of: lanreotide, label: lanreotide every 14 days }
  - { id: ssa-above-label, of: ssa, label: analogue above the label dose }
regimens:
  - { id: stz-5fu, label: STZ/5-FU, components: [{ agent: streptozocin, role: active }, { agent: 5-fluorouracil, role: active }] }
`,
  'classes.yaml': `
classes:
  - { id: ssa, label: somatostatin analogue, synonyms: [SSAs], interchangeable: true }
  - { id: targeted-therapy, label: targeted therapy }
  - { id: mtor-inhibitor, label: mTOR inhibitor, parents: [targeted-therapy] }
  - { id: chemotherapy, label: chemotherapy }
`,
  'tumours.yaml': `
tumours:
  - { id: net, label: neuroendocrine tumour }
  - { id: gep-net, label: gastroenteropancreatic NET, parents: [net] }
  - { id: pancreatic-net, label: pancreatic NET, synonyms: [pNET], parents: [gep-net] }
`,
  'attributes.yaml': `
attributes:
  - { id: tumour, label: tumour, synonyms: [tumor], kind: tumour, silence: covers, field: net, definition: Where it started. }
  - { id: grade, label: grade, kind: ordered, silence: covers, values: [{ id: G1 }, { id: G2 }], definition: The grade. }
  - { id: comorbidity, label: comorbidity, kind: flags, silence: covers, values: [{ id: diabetes, synonyms: [diabetes-mellitus] }], definition: Other illness. }
`,
  'approvals.yaml': `
approvals:
  - { treatment: [everolimus], region: US, authority: FDA, status: approved, indication: pNET, tumours: [pancreatic-net], provenance: [{ quote: approved, source: "doi:10.1000/one", kind: label, verified: source }] }
  - { treatment: [sunitinib], region: US, authority: FDA, status: approved, indication: pNET, tumours: [pancreatic-net], provenance: [{ quote: from memory, source: "doi:10.1000/one", kind: label, verified: unverified }] }
`,
  'safety.yaml': `
rules:
  - id: everolimus-with-diabetes
    kind: comorbidity
    next: [everolimus]
    when: { attribute: comorbidity, values: [diabetes] }
    message: Glucose may rise.
    severity: information
    for: [{ statement: The label says so., study: TRIAL-1, provenance: [{ quote: hyperglycaemia, source: "doi:10.1000/one", kind: label, verified: source }] }]
    against: []
`,
  'rationale.yaml': `
rationale:
  - { id: other-mode, from: [ssa], to: [targeted-therapy], statement: Another pathway., firstPublic: "2016-04-10", provenance: [{ quote: not frequent, source: "doi:10.1000/one", kind: review, verified: review }] }
`,
  'reviews.yaml': `
reviews:
  - id: review-1
    label: Review 1
    title: A review
    doi: 10.1000/review
    searchedTo: "2020-12"
    trials: 2
    list: { read: complete, note: Table 1. }
    provenance: [{ quote: 2 trials, source: "doi:10.1000/one", kind: review, verified: source }]
trials:
  - { name: Trial 1, year: 2019, about: everolimus, listed: [{ review: review-1, as: One 2019 }], study: TRIAL-1 }
`,
  'release.yaml': `
id: test-1
base: test
date: "2026-01-01"
ladder: "2"
coverage: [{ class: ssa, tumour: net, searched: dossier }]
changelog: []
`,
  'exceptions.yaml': 'exceptions: []\n',
  'addresses.yaml': 'canonical: { identifiers: [doi.org] }\n',
  'not-found.yaml': `
searches: { index: An index }
notFound:
  - { at: TRIAL-1/final-os, missing: [date, PMID], searched: [index] }
`,
  'studies/trial-1.yaml': STUDY,
  'studies/cohort-2.yaml': COHORT,
};

/** One change to the sound base: in a file, the first occurrence of a text becomes another. */
export interface Edit {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** The sound base with edits; an edit that changes nothing is a mistake in the test. */
export function texts(...edits: readonly Edit[]): Map<string, string> {
  const files = new Map(Object.entries(FILES));
  for (const { file, from, to } of edits) {
    const text = files.get(file) ?? '';
    if (!text.includes(from)) throw new Error(`${file} has no "${from}"`);
    files.set(
      file,
      text.replace(from, () => to),
    );
  }
  return files;
}

/** The problems after the edits, one line each: `rule file:line at`. */
export function problemsAfter(...edits: readonly Edit[]): string[] {
  return buildEmbedded(texts(...edits)).problems.map(
    ({ rule, file, line, at }) => `${rule} ${file}:${line} ${at}`,
  );
}

/** The sound base as it is embedded. */
export function soundBase(...edits: readonly Edit[]): Embedded {
  const { embedded, problems } = buildEmbedded(texts(...edits));
  if (embedded === null) throw new Error(problems.map((problem) => problem.message).join('\n'));
  return embedded;
}

/** The curated base, read from its folder. */
export const curatedTexts = (): ReadonlyMap<string, string> => readFolder('server/evidence');
