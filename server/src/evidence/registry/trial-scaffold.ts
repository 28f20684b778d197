/**
 * A pack with a study begun from a record of ClinicalTrials.gov. Each value is one that the record
 * states, with the path it stands at; what it leaves open is marked, and beside the mark stands
 * what the record has to say.
 */
import type { Base } from '../base-types.ts';
import { registryIdsIn } from '../bibliography/identifiers.ts';
import { fillIn, fillInId, inComment } from '../bibliography/study-scaffold.ts';
import { eligibilityCandidates } from './eligibility.ts';
import { type PostedFinding, type PostedQuote, postedFindings } from './posted-results.ts';
import { treatmentMentions } from './treatment-mentions.ts';
import type { Part } from './trial-json.ts';

const quoted = (text: string): string => JSON.stringify(text);

/** YAML that is a pack with a study for each record, but for its marks. */
export function trialScaffold(base: Base, trials: readonly Part[]): string {
  const mentionsIn = treatmentMentions(base);
  return `# Begun by \`sequitur evidence new\` from ClinicalTrials.gov. Replace every ${fillIn} and ${fillInId}.
# Values come with the path of the record that they stand at. docs/packs.md says what the fields hold.
studies:
${trials.map((trial) => studyOf(base, trial, mentionsIn)).join('')}`;
}

/** What the record says of its numbers, title and dates. */
interface TrialIdentity {
  readonly nct: string;
  readonly title: string;
  readonly registry: readonly string[];
}
export function identityOf(trial: Part): TrialIdentity {
  const own = trial.at('protocolSection', 'identificationModule');
  const nct = own.at('nctId').text;
  const others = own
    .at('secondaryIdInfos')
    .items.flatMap((info) => registryIdsIn(info.at('id').text));
  return {
    nct,
    title: own.at('officialTitle').text || own.at('briefTitle').text || nct,
    registry: [...new Set([nct, ...others])],
  };
}

interface Arm {
  readonly id: string;
  readonly label: string;
  readonly part: Part;
}

function studyOf(
  base: Base,
  trial: Part,
  mentionsIn: ReturnType<typeof treatmentMentions>,
): string {
  const protocol = trial.at('protocolSection');
  const { nct, title, registry } = identityOf(trial);
  const acronym = protocol.at('identificationModule', 'acronym').text;
  const id = /^[A-Za-z0-9]+(?:[-.][A-Za-z0-9]+)*$/.test(acronym) ? acronym : nct;
  const source = `https://clinicaltrials.gov/study/${nct}`;
  const quote = ({ quote: words, path }: PostedQuote): string =>
    `{ quote: ${quoted(words)}, locator: ${quoted(path)}, source: ${quoted(source)}, kind: registry, verified: source }`;
  const arms = armsOf(protocol);
  const enrolment = protocol.at('designModule', 'enrollmentInfo');
  const conditions = protocol.at('conditionsModule', 'conditions').items.map(({ text }) => text);
  const endPoints = protocol.at('outcomesModule', 'primaryOutcomes').items;
  return `  - id: ${quoted(id)} # ${id === nct ? 'the acronym, if the study has one: this is what @ cites' : protocol.at('identificationModule', 'acronym').path}
    acronym: ${quoted(acronym || nct)}
    title: ${quoted(title)}
    registry:
${registry.map((one) => `      - { id: ${quoted(one)}, verified: source }\n`).join('')}${designOf(protocol)}${statusOf(trial)}${
  endPoints.length === 0
    ? ''
    : `    primaryEndPoint: ${quoted(endPoints.map((one) => one.at('measure').text).join('; '))} # ${protocol.at('outcomesModule', 'primaryOutcomes').path}\n`
}    population:
      criteria:
        tumour: [${fillInId}] # ${inComment(conditions.join('; '))}
${enrolmentOf(enrolment)}      provenance:
        - ${quote({ quote: fieldsOf(enrolment, ['count', 'type']) || fillIn, path: enrolment.path })}
${candidatesOf(trial, mentionsIn, quote)}    arms:
${arms.map((arm) => armText(base, trial, arm)).join('')}    reports:
${reportOf(trial, arms, quote)}    summary: ${fillIn} # what it says about order, and what it does not
`;
}

const fieldsOf = (part: Part, names: readonly string[]): string =>
  names
    .flatMap((name) => (part.at(name).text === '' ? [] : [`${name}: ${part.at(name).text}`]))
    .join('; ');

/** An estimate is no number of patients. */
function enrolmentOf(enrolment: Part): string {
  const count = enrolment.at('count');
  if (count.number === null || count.number < 1) return '';
  return enrolment.at('type').text === 'ACTUAL'
    ? `      n: ${count.number} # ${count.path}\n`
    : `      # ${count.path} is ${count.number}, ${inComment(enrolment.at('type').text || 'of no type')}\n`;
}

const phases: Readonly<Record<string, string>> = {
  PHASE1: '1',
  PHASE2: '2',
  PHASE3: '3',
  PHASE4: '4',
  'PHASE1/PHASE2': '1/2',
  'PHASE2/PHASE3': '2/3',
};

function designOf(protocol: Part): string {
  const design = protocol.at('designModule');
  const info = design.at('designInfo');
  const listed = design.at('phases').items.map(({ text }) => text);
  const phase = phases[listed.join('/')];
  const masking = info.at('maskingInfo');
  const whoMasked = masking.at('whoMasked').items.map(({ text }) => text);
  const printed = [
    fieldsOf(design, ['studyType']),
    fieldsOf(info, ['allocation', 'interventionModel', 'observationalModel', 'timePerspective']),
  ].filter((part) => part !== '');
  const blind =
    masking.at('masking').text === 'NONE'
      ? 'open-label'
      : whoMasked.includes('PARTICIPANT') &&
          whoMasked.some((who) => who === 'INVESTIGATOR' || who === 'CARE_PROVIDER')
        ? 'double-blind'
        : null;
  const maskingTold = inComment([masking.at('masking').text, ...whoMasked].join(', '));
  return `    design: ${designName(protocol) ?? fillIn} # ${info.path}: ${inComment(printed.join('; '))}
${phase === undefined ? (listed.length === 0 ? '' : `    # ${design.at('phases').path}: ${inComment(listed.join(', '))}\n`) : `    phase: ${quoted(phase)} # ${design.at('phases').path}\n`}${
  blind === null
    ? masking.at('masking').text === ''
      ? ''
      : `    # ${masking.path}: ${maskingTold}\n`
    : `    masking: ${blind} # ${masking.path}: ${maskingTold}\n`
}`;
}

/**
 * Where treatments follow each other, a randomised trial may compare their order, which the
 * registry does not name.
 */
const mayBeSequence = /\bfollowed by\b|\bsequen|\bcross-?over\b|\bthen\b|\bswitch/i;
const controls: ReadonlySet<string> = new Set([
  ...['ACTIVE_COMPARATOR', 'PLACEBO_COMPARATOR', 'SHAM_COMPARATOR', 'NO_INTERVENTION'],
]);

/**
 * The design, where the fields of the registry leave one alone; `null` where they leave several.
 */
function designName(protocol: Part): string | null {
  const design = protocol.at('designModule');
  const info = design.at('designInfo');
  const groups = protocol.at('armsInterventionsModule', 'armGroups').items;
  if (design.at('studyType').text === 'OBSERVATIONAL') {
    if (info.at('observationalModel').text !== 'COHORT') return null;
    const time = info.at('timePerspective').text;
    if (time === 'PROSPECTIVE') return 'prospective-cohort';
    return time === 'RETROSPECTIVE' ? 'retrospective-cohort' : null;
  }
  if (design.at('studyType').text !== 'INTERVENTIONAL') return null;
  const model = info.at('interventionModel').text;
  if (
    model === 'SINGLE_GROUP' &&
    groups.length === 1 &&
    info.at('allocation').text !== 'RANDOMIZED'
  )
    return 'single-arm';
  const words = [
    ...groups.flatMap((group) => [group.at('label').text, group.at('description').text]),
    protocol.at('identificationModule', 'officialTitle').text,
    protocol.at('identificationModule', 'briefTitle').text,
  ].join(' ');
  const isControlled =
    info.at('allocation').text === 'RANDOMIZED' &&
    model === 'PARALLEL' &&
    groups.some((group) => controls.has(group.at('type').text)) &&
    !mayBeSequence.test(words);
  return isControlled ? 'randomised-controlled' : null;
}

const running: ReadonlySet<string> = new Set([
  ...['NOT_YET_RECRUITING', 'RECRUITING', 'ENROLLING_BY_INVITATION', 'ACTIVE_NOT_RECRUITING'],
]);

function statusOf(trial: Part): string {
  const status = trial.at('protocolSection', 'statusModule', 'overallStatus');
  const isOngoing = running.has(status.text) && !trial.at('resultsSection').exists;
  return `    status: ${isOngoing ? 'ongoing' : fillIn} # ${status.path}: ${inComment(status.text)}; published, abstract or ongoing\n`;
}

/** Arms with ids of their own, in the order of the record. */
function armsOf(protocol: Part): readonly Arm[] {
  const used = new Set<string>();
  return protocol.at('armsInterventionsModule', 'armGroups').items.map((part, index) => {
    const label = part.at('label').text;
    const slug = label
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 40)
      .replace(/^-+|-+$/g, '');
    let id = slug === '' ? `arm-${index + 1}` : slug;
    while (used.has(id)) id = `${id}-${index + 1}`;
    used.add(id);
    return { id, label, part };
  });
}

const roles: Readonly<Record<string, string>> = {
  EXPERIMENTAL: 'experimental',
  ACTIVE_COMPARATOR: 'active-control',
  PLACEBO_COMPARATOR: 'inactive-control',
  SHAM_COMPARATOR: 'inactive-control',
  NO_INTERVENTION: 'inactive-control',
};

function armText(base: Base, trial: Part, { id, label, part }: Arm): string {
  const protocol = trial.at('protocolSection');
  const isAlone = designName(protocol) === 'single-arm';
  const role = isAlone ? 'cohort' : roles[part.at('type').text];
  const names = part.at('interventionNames').items.map(({ text }) => text);
  const drugs = names.filter(
    (name) =>
      /^(?:Drug|Biological|Radiation|Combination Product): /.test(name) && !/placebo/i.test(name),
  );
  const [only, ...others] = drugs.map((name) => name.replace(/^[^:]+: /, ''));
  const meaning = only === undefined ? undefined : base.treatment(only);
  const term = meaning !== undefined && meaning.kind !== 'regimen' ? meaning.id : null;
  // Several drugs may be given together, one after the other, or one instead of another: the
  // registry does not tell.
  const regimen =
    others.length === 0 && term !== null
      ? `[${term}]`
      : drugs.length === 0 && role === 'inactive-control'
        ? '[]'
        : `[${fillInId}]`;
  const started = startedIn(trial, label);
  return `      - id: ${id}
        label: ${quoted(label)} # ${part.path}
        role: ${role ?? fillIn} # type: ${inComment(part.at('type').text || 'none')}
        regimen: ${regimen} # ${inComment(names.join('; ') || 'no intervention is named')}
${started === null ? '' : `        n: ${started.number} # ${started.path}\n`}`;
}

/** Patients who started in the group of the same title. */
function startedIn(trial: Part, label: string): Part | null {
  const flow = trial.at('resultsSection', 'participantFlowModule');
  const groups = flow
    .at('groups')
    .items.filter((group) => sameTitle(group.at('title').text, label));
  const [period, ...periods] = flow.at('periods').items;
  const [group, ...others] = groups;
  if (period === undefined || group === undefined || periods.length + others.length > 0)
    return null;
  const started = period
    .at('milestones')
    .items.find((milestone) => milestone.at('type').text === 'STARTED')
    ?.at('achievements')
    .items.find((achievement) => achievement.at('groupId').text === group.at('id').text)
    ?.at('numSubjects');
  return started?.number == null || started.number < 1 ? null : started;
}

const sameTitle = (left: string, right: string): boolean =>
  left !== '' &&
  left.replace(/\s+/g, ' ').toLowerCase() === right.replace(/\s+/g, ' ').toLowerCase();

function candidatesOf(
  trial: Part,
  mentionsIn: ReturnType<typeof treatmentMentions>,
  quote: (words: PostedQuote) => string,
): string {
  const criteria = trial.at('protocolSection', 'eligibilityModule', 'eligibilityCriteria');
  const candidates = eligibilityCandidates(criteria.text, mentionsIn);
  const [first] = candidates;
  if (first === undefined)
    return `    # No sentence of ${criteria.path} names a treatment of the base.
    priorTherapy:
      - relation: ${fillIn} # required-failure, stratified, permitted, excluded, not-stated …
        terms: [${fillInId}]
        provenance:
          - ${quote({ quote: fillIn, path: criteria.path })}
`;
  return `    # Candidates: sentences that name a treatment of the base. Read each, give it its relation, or take it out.
    priorTherapy:
${candidates
  .map(
    ({ terms, heading, quote: words }) =>
      `      - relation: ${fillIn} # ${inComment(heading || 'no heading')}
        terms: [${terms.join(', ')}]
        provenance:
          - ${quote({ quote: words, path: criteria.path })}
`,
  )
  .join('')}`;
}

function reportOf(
  trial: Part,
  arms: readonly Arm[],
  quote: (words: PostedQuote) => string,
): string {
  const protocol = trial.at('protocolSection');
  const { nct, title } = identityOf(trial);
  const status = protocol.at('statusModule');
  const posted = status.at('resultsFirstPostDateStruct', 'date');
  const first = status.at('studyFirstPostDateStruct', 'date');
  const date = trial.at('resultsSection').exists && posted.text !== '' ? posted : first;
  const sponsor = protocol.at('sponsorCollaboratorsModule', 'leadSponsor', 'name').text;
  const findings = postedFindings(trial);
  return `      - id: registry
        kind: ${fillIn} # primary, update …: this is the record of the registry, and a paper is a report of its own
        citation:
          type: webpage
          title: ${quoted(title)}
          author: ${sponsor === '' ? '[]' : `[${JSON.stringify({ literal: sponsor })}]`}
          publisher: ClinicalTrials.gov
          issued: ${quoted(date.text || fillIn)} # ${date.path}
          URL: ${quoted(`https://clinicaltrials.gov/study/${nct}`)}
        firstPublic: ${quoted(date.text || fillIn)}
${
  findings.length === 0
    ? '        findings: [] # no hazard ratio and no median of a time to an event is posted\n'
    : `        findings:\n${findings.map((finding, index) => findingText(finding, index, { arms, all: findings, quote })).join('')}`
}`;
}

function findingText(
  finding: PostedFinding,
  index: number,
  {
    arms,
    all,
    quote,
  }: {
    readonly arms: readonly Arm[];
    readonly all: readonly PostedFinding[];
    readonly quote: (words: PostedQuote) => string;
  },
): string {
  const { outcome, title, analysis, groups, statistics, quotes, notTaken } = finding;
  const earlier = all.slice(0, index).filter((other) => other.outcome === outcome).length;
  const id = `${outcome.toLowerCase()}${earlier === 0 ? '' : `-${earlier + 1}`}`;
  const [arm, comparator] = groups.map(
    (group) => arms.find(({ label }) => sameTitle(label, group))?.id,
  );
  const contrast =
    groups.length === 2
      ? `{ arm: ${arm ?? fillInId}, comparator: ${comparator ?? fillInId} }`
      : `{ arm: ${arm ?? fillInId} }`;
  const order = groups.length === 2 ? '; the registry does not say which is over which' : '';
  return `          - id: ${id} # ${inComment(title)}
            contrast: ${contrast} # ${inComment(groups.join(' | '))}${order}
            analysis: ${analysis ?? fillIn}
            outcome: ${outcome}
            statistics:
${statistics.map((statistic) => `              - ${JSON.stringify(statistic)}\n`).join('')}            direction: ${fillIn} # supports, neutral, disputes, or null
            provenance:
${quotes.map((one) => `              - ${quote(one)}\n`).join('')}${notTaken.map((told) => `            # not taken: ${inComment(told)}\n`).join('')}`;
}
