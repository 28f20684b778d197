/** A pack with one study, begun from a bibliographic record. What a curator must read in the paper is marked, and nothing is guessed. */
import type { Record } from './record.ts';

/** Stands wherever something must be filled in, so that one search finds them all; the checks refuse it in every place. */
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

/** One study; `source` is the address that its quotes name. */
function studyOf(record: Record, id: string): string {
  const { citation, firstPublic, registry } = record;
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
${registry.length === 0 ? '' : `    registry:\n${registry.map((one) => `      - { id: ${quoted(one)}, verified: source }\n`).join('')}`}    design: ${fillIn} # randomised-controlled, randomised-sequence, single-arm, prospective-cohort, retrospective-cohort …
    status: published
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
        kind: primary
        citation:
          type: ${type}
          title: ${quoted(title)}
          author:${authors.length === 0 ? ' []' : `\n${authors.join('\n')}`}
${fields.join('\n')}
        firstPublic: ${quoted(firstPublic)}
        findings:
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
