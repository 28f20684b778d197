/**
 * A pack with one study, begun from a bibliographic record. What a curator must read in the paper
 * is marked, and nothing is guessed.
 */
import type { Record } from './record.ts';

/**
 * Stands wherever something must be filled in, so that one search finds them all; the checks refuse
 * it in every place.
 */
export const fillIn = 'FILL-IN';
/** The same mark as the ids of arms, tumours and treatments are written. */
export const fillInId = 'fill-in';

/** A string as YAML reads it back, whatever it holds. */
const quoted = (text: string): string => JSON.stringify(text);

/** The first author and the year, which is how a study without an acronym is named. */
function idOf({ citation }: Record): string {
  const [first] = citation.author;
  const name = (first?.family ?? first?.literal ?? 'Study')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return `${name === '' ? 'Study' : name}-${citation.issued.slice(0, 4)}`;
}

/** YAML that is a pack with a study for each record, but for its marks. */
export function scaffold(records: readonly Record[]): string {
  const ids = new Map<string, number>();
  const studies = records.map((record) => {
    const id = idOf(record);
    const met = ids.get(id) ?? 0;
    ids.set(id, met + 1);
    // The second Smith of 2011 is Smith-2011-2.
    return studyOf(record, met === 0 ? id : `${id}-${met + 1}`);
  });
  return `# Begun by \`sequitur evidence new\` from ${records.length === 1 ? 'a bibliographic record' : 'bibliographic records'}. Replace every ${fillIn} and ${fillInId}.
# docs/packs.md says what the fields hold; \`sequitur check\` names what is still missing.
studies:
${studies.join('')}`;
}

/** Text of a record in a comment of YAML, which ends with its line. */
export const inComment = (text: string): string => text.replace(/[\r\n\u0085\u2028\u2029]+/g, ' ');

const phases: readonly (readonly [RegExp, '1' | '2' | '3' | '4'])[] = [
  [/^Clinical Trial, Phase I$/i, '1'],
  [/^Clinical Trial, Phase II$/i, '2'],
  [/^Clinical Trial, Phase III$/i, '3'],
  [/^Clinical Trial, Phase IV$/i, '4'],
];

/** The phase, where the types of the publication name one, or two that are one design. */
function phaseOf(
  types: readonly string[],
): { readonly phase: string; readonly printed: string } | null {
  const named = types.filter((type) => phases.some(([pattern]) => pattern.test(type)));
  const phase = phases
    .flatMap(([pattern, one]) => (types.some((type) => pattern.test(type)) ? [one] : []))
    .join('/');
  return ['1', '2', '3', '4', '1/2', '2/3'].includes(phase)
    ? { phase, printed: named.join('; ') }
    : null;
}

/** A notice is a report of its own kind. */
function kindOf(types: readonly string[]): string {
  if (types.some((type) => /^retraction of publication$/i.test(type))) return 'retraction';
  return types.some((type) => /^published erratum$/i.test(type)) ? 'erratum' : 'primary';
}

const gravity = { retracted: 3, concern: 2, corrected: 1 } as const;

/** The gravest notice; the others stay in a comment. */
function integrityOf(notices: Record['notices'], source: string): string {
  const [worst, ...others] = notices.toSorted(
    (left, right) => gravity[right.status] - gravity[left.status],
  );
  if (worst === undefined) return '';
  const told = ({ printed, source: place, pmid }: Record['notices'][number]): string =>
    inComment(
      [printed, place, pmid === '' ? '' : `PMID ${pmid}`].filter((part) => part !== '').join('; '),
    );
  const quote = told(worst).split(' ').slice(0, 30).join(' ');
  return `        integrity:
          status: ${worst.status}
          note: ${quoted(told(worst))}
${worst.pmid === '' ? '' : `          notice: ${quoted(`https://pubmed.ncbi.nlm.nih.gov/${worst.pmid}/`)}\n`}          provenance:
            - { quote: ${quoted(quote)}, locator: notices of the PubMed record, source: ${quoted(source)}, kind: publication, verified: source }
${others.map((other) => `          # also ${told(other)}\n`).join('')}`;
}

/** One study; `source` is the address that its quotes name. */
function studyOf(record: Record, id: string): string {
  const { citation, firstPublic, registry, publicationTypes, notices } = record;
  const printedTypes =
    publicationTypes.length === 0 ? '' : `PubMed: ${publicationTypes.map(inComment).join('; ')}. `;
  const phase = phaseOf(publicationTypes);
  const { type, author, title, ...rest } = citation;
  const source =
    citation.DOI !== undefined
      ? `doi:${citation.DOI}`
      : citation.PMID !== undefined
        ? `https://pubmed.ncbi.nlm.nih.gov/${citation.PMID}/`
        : (citation.URL ?? fillIn);
  const quote = `{ quote: ${fillIn}, locator: ${fillIn}, source: ${quoted(source)}, kind: publication, verified: ${fillIn} }`;
  const fields = Object.entries(rest).map(
    ([name, value]) => `          ${name}: ${quoted(String(value))}`,
  );
  const authors = author.map((name) => `            - ${JSON.stringify(name)}`);
  return `  - id: ${quoted(id)} # the acronym, if the study has one: this is what @ cites
    acronym: ${quoted(id)}
    title: ${quoted(title)}
${registry.length === 0 ? '' : `    registry:\n${registry.map((one) => `      - { id: ${quoted(one)}, verified: source }\n`).join('')}`}    design: ${fillIn} # ${printedTypes}randomised-controlled, randomised-sequence, single-arm, prospective-cohort, retrospective-cohort …
${phase === null ? '' : `    phase: ${quoted(phase.phase)} # ${phase.printed}\n`}    status: published
    population:
      criteria:
        tumour: [${fillInId}] # pancreatic-net, small-intestine-net, net …
      provenance:
        # Verbatim, at most 30 words; verified is source once the quote was seen in the paper.
        - ${quote}
    # What patients had before, one entry for each statement of the paper.
    priorTherapy:
      - relation: ${fillIn} # required-failure, stratified, permitted, excluded, not-stated …
        terms: [${fillInId}]
        provenance:
          - ${quote}
    arms:
      - id: arm-1
        role: ${fillIn} # experimental, active-control, inactive-control, cohort
        regimen: [${fillInId}]
    reports:
      - id: primary
        kind: ${kindOf(publicationTypes)}
        citation:
          type: ${type}
          title: ${quoted(title)}
          author:${authors.length === 0 ? ' []' : `\n${authors.join('\n')}`}
${fields.join('\n')}
        firstPublic: ${quoted(firstPublic)}
${integrityOf(notices, source)}        findings:
          - id: pfs
            contrast: { arm: arm-1 } # with a comparator: { arm: …, comparator: … }
            analysis: ${fillIn} # primary, secondary, stratum, prespecified-subgroup, post-hoc
            outcome: PFS
            statistics: [] # { measure: hazard-ratio, value: 0.42, ci: { limits: [0.26, 0.66], level: 95 }, p: "<0.001" }
            direction: ${fillIn} # supports, neutral, disputes, or null
            provenance:
              - ${quote}
    summary: ${fillIn} # what it says about order, and what it does not
`;
}
