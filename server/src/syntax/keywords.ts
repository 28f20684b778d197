/**
 * The one table of the language's words. The parser, the formatter, completion and the editor
 * grammar read it, so a word is added here and nowhere else. All of them are contextual: outside
 * their place they may be names.
 */

/** What a word is for. */
type KeywordRole =
  | 'directive'
  | 'directive-part'
  | 'declaration'
  | 'header'
  | 'choice'
  | 'condition'
  | 'clause'
  | 'trigger'
  | 'outcome'
  | 'unit';

/** Where a word may stand. */
type KeywordPlace =
  | 'file'
  | 'header'
  | 'population'
  | 'path'
  | 'step'
  | 'claims'
  | 'condition'
  | 'value';

interface Entry {
  /** The canonical spelling; any case is read. */
  readonly word: string;
  readonly role: KeywordRole;
  readonly places: readonly KeywordPlace[];
  readonly description: string;
}

const TABLE = [
  {
    word: 'guideline',
    role: 'directive',
    places: ['file'],
    description: 'The title of the guideline that this file annotates.',
  },
  {
    word: 'region',
    role: 'directive',
    places: ['file'],
    description: 'The region whose approvals are looked up.',
  },
  {
    word: 'import',
    role: 'directive',
    places: ['file'],
    description: 'Brings in the populations and sequences that another file declares.',
  },
  {
    word: 'bibliography',
    role: 'directive',
    places: ['file'],
    description: 'A bibliography whose keys may be cited.',
  },
  {
    word: 'evidence',
    role: 'directive',
    places: ['file'],
    description:
      'The evidence base to judge by, its release, and the date up to which it is known.',
  },
  {
    word: 'grading',
    role: 'directive',
    places: ['file'],
    description: 'The grading system of the brackets, by name; `none` keeps brackets as printed.',
  },
  {
    word: 'grades',
    role: 'directive',
    places: ['file'],
    description: 'What a bracket without `here` grades: the agent or the position.',
  },
  {
    word: 'accept',
    role: 'directive',
    places: ['file', 'population', 'step', 'claims'],
    description: 'Accepts a finding with a reason; it stays visible in reports.',
  },
  {
    word: 'release',
    role: 'directive-part',
    places: ['file'],
    description: 'The release of the evidence base.',
  },
  {
    word: 'as',
    role: 'directive-part',
    places: ['file'],
    description: '`as of` a date: later publications are hidden, retractions are not.',
  },
  {
    word: 'agent',
    role: 'directive-part',
    places: ['file'],
    description: 'A bracket grades the treatment in this population.',
  },
  {
    word: 'position',
    role: 'directive-part',
    places: ['file'],
    description: 'A bracket grades the treatment in this place of the sequence.',
  },
  {
    word: 'population',
    role: 'declaration',
    places: ['file'],
    description: 'Declares to whom a sequence applies.',
  },
  {
    word: 'sequence',
    role: 'declaration',
    places: ['file'],
    description: 'Declares treatments in their order.',
  },
  {
    word: 'prefer',
    role: 'declaration',
    places: ['file'],
    description: 'Claims that one sequence is better than another, or one treatment than another.',
  },
  {
    word: 'avoid',
    role: 'declaration',
    places: ['file'],
    description: 'Recommends against a treatment.',
  },
  {
    word: 'for',
    role: 'header',
    places: ['header'],
    description: 'The population that this is about.',
  },
  {
    word: 'after',
    role: 'header',
    places: ['header'],
    description: 'The treatments given before.',
  },
  {
    word: 'line',
    role: 'header',
    places: ['header'],
    description: '`any line`: nothing is said about what was given before.',
  },
  {
    word: 'within',
    role: 'header',
    places: ['header', 'value'],
    description: 'Narrows a population, or gives the time in which something happened.',
  },
  {
    word: 'over',
    role: 'header',
    places: ['header'],
    description: 'Stands between the better and the worse sequence.',
  },
  {
    word: 'one',
    role: 'choice',
    places: ['path'],
    description: '`one of`: the first branch whose condition holds is taken.',
  },
  {
    word: 'any',
    role: 'choice',
    places: ['path', 'header'],
    description:
      '`any of`: every option is acceptable. `after any`, `any line`: what came before is not said.',
  },
  {
    word: 'of',
    role: 'choice',
    places: ['path', 'claims', 'file'],
    description: 'Part of `one of`, `any of`, `as of` and `11 of 12`.',
  },
  { word: 'when', role: 'choice', places: ['path'], description: 'The condition of a branch.' },
  {
    word: 'unless',
    role: 'choice',
    places: ['path'],
    description: 'The branch is for all who do not meet the condition.',
  },
  {
    word: 'preferred',
    role: 'choice',
    places: ['path'],
    description: 'An option that the document prefers: a rank, which is shown and not judged.',
  },
  {
    word: 'otherwise',
    role: 'choice',
    places: ['path'],
    description: 'The branch for all whom no condition above describes.',
  },
  {
    word: 'nothing',
    role: 'choice',
    places: ['path'],
    description: 'A branch without a treatment: the step is skipped.',
  },
  { word: 'and', role: 'condition', places: ['condition', 'claims'], description: 'Both hold.' },
  {
    word: 'or',
    role: 'condition',
    places: ['condition', 'step', 'header'],
    description: 'At least one holds.',
  },
  {
    word: 'not',
    role: 'condition',
    places: ['population', 'condition'],
    description: 'The criterion does not hold.',
  },
  {
    word: 'to',
    role: 'condition',
    places: ['value'],
    description: 'A range that includes both ends.',
  },
  {
    word: 'on',
    role: 'clause',
    places: ['path', 'step'],
    description: 'Why the treatment before the arrow ended.',
  },
  {
    word: 'with',
    role: 'clause',
    places: ['step'],
    description: 'A background treatment that goes on beside this one and is not judged.',
  },
  {
    word: 'optionally',
    role: 'clause',
    places: ['step'],
    description:
      '`optionally with`: a treatment that may be given beside this one, printed as ± in guidelines. It is not judged.',
  },
  {
    word: 'dose',
    role: 'clause',
    places: ['step'],
    description: 'Dose or interval, in words. Another dose is another regimen.',
  },
  {
    word: 'rechallenge',
    role: 'clause',
    places: ['step'],
    description: 'The treatment was given before and is repeated on purpose.',
  },
  {
    word: 'here',
    role: 'clause',
    places: ['step'],
    description: 'A grade of the treatment in this place of the sequence.',
  },
  {
    word: 'extrapolated',
    role: 'clause',
    places: ['step'],
    description: '`extrapolated from`: the evidence is about another tumour, agent or class.',
  },
  { word: 'from', role: 'clause', places: ['step'], description: 'Part of `extrapolated from`.' },
  {
    word: 'recommended',
    role: 'clause',
    places: ['step', 'claims'],
    description: 'A strong recommendation, where no bracket says so.',
  },
  {
    word: 'suggested',
    role: 'clause',
    places: ['step', 'claims'],
    description: 'A weak recommendation, where no bracket says so: "consider", "may be offered".',
  },
  {
    word: 'because',
    role: 'clause',
    places: ['step', 'claims'],
    description: 'The reason, in words.',
  },
  {
    word: 'caution',
    role: 'clause',
    places: ['step', 'claims'],
    description: 'A warning, in words.',
  },
  {
    word: 'improves',
    role: 'clause',
    places: ['step', 'claims'],
    description: 'The outcomes that the treatment is claimed to improve.',
  },
  {
    word: 'consensus',
    role: 'clause',
    places: ['step', 'claims'],
    description: 'An agreement of experts, with its vote.',
  },
  { word: 'progression', role: 'trigger', places: ['step'], description: 'The tumour progressed.' },
  {
    word: 'intolerance',
    role: 'trigger',
    places: ['step'],
    description: 'The treatment was not tolerated.',
  },
  {
    word: 'completion',
    role: 'trigger',
    places: ['step'],
    description: 'The planned treatment was completed.',
  },
  {
    word: 'symptoms',
    role: 'trigger',
    places: ['step', 'claims'],
    description: 'Symptoms require a change; as an outcome, symptoms get better.',
  },
  { word: 'relapse', role: 'trigger', places: ['step'], description: 'The disease came back.' },
  { word: 'PFS', role: 'outcome', places: ['claims'], description: 'Progression-free survival.' },
  { word: 'OS', role: 'outcome', places: ['claims'], description: 'Overall survival.' },
  { word: 'ORR', role: 'outcome', places: ['claims'], description: 'Objective response rate.' },
  { word: 'QoL', role: 'outcome', places: ['claims'], description: 'Quality of life.' },
  { word: 'day', role: 'unit', places: ['value'], description: 'Days.' },
  { word: 'days', role: 'unit', places: ['value'], description: 'Days.' },
  { word: 'week', role: 'unit', places: ['value'], description: 'Weeks.' },
  { word: 'weeks', role: 'unit', places: ['value'], description: 'Weeks.' },
  { word: 'month', role: 'unit', places: ['value'], description: 'Months.' },
  { word: 'months', role: 'unit', places: ['value'], description: 'Months.' },
  { word: 'year', role: 'unit', places: ['value'], description: 'Years.' },
  { word: 'years', role: 'unit', places: ['value'], description: 'Years.' },
] as const satisfies readonly Entry[];

/** A word of the language in its canonical spelling. */
export type Keyword = (typeof TABLE)[number]['word'];
interface KeywordEntry extends Entry {
  readonly word: Keyword;
}

/** Every keyword with its roles, in the order of the table. */
export const KEYWORDS: readonly KeywordEntry[] = TABLE;

const BY_LOWER_CASE: ReadonlyMap<string, KeywordEntry> = new Map(
  KEYWORDS.map((entry) => [entry.word.toLowerCase(), entry]),
);

/** The keyword that `text` spells in any case, or null. */
export function keywordOf(text: string): Keyword | null {
  return BY_LOWER_CASE.get(text.toLowerCase())?.word ?? null;
}

/** The table's entry of a keyword, for hover and completion; null for any other text. */
export function describeKeyword(text: string): KeywordEntry | null {
  return BY_LOWER_CASE.get(text.toLowerCase()) ?? null;
}

function withRole(...roles: readonly KeywordRole[]): readonly Keyword[] {
  return KEYWORDS.filter((entry) => roles.includes(entry.role)).map((entry) => entry.word);
}

/** Words that begin a directive. */
export const DIRECTIVES: ReadonlySet<Keyword> = new Set(withRole('directive'));
/** Words that begin a declaration. */
export const DECLARATIONS: ReadonlySet<Keyword> = new Set(withRole('declaration'));
/** Words that stand behind a number of time. */
export const UNITS: ReadonlySet<Keyword> = new Set(withRole('unit'));
/** Reasons for which a treatment ends. */
export const TRIGGERS: ReadonlySet<Keyword> = new Set(withRole('trigger'));
/** `symptoms` is both a trigger and an outcome. */
export const OUTCOMES: ReadonlySet<Keyword> = new Set([
  ...withRole('outcome'),
  'symptoms' as const,
]);
/** What begins a clause of a step, and what of it a preference or an avoidance may have. */
export const CLAIM_STARTS: ReadonlySet<Keyword> = new Set([
  'because',
  'caution',
  'recommended',
  'suggested',
  'improves',
  'consensus',
  'accept',
]);
/** Words that begin a clause of a step. */
export const CLAUSE_STARTS: ReadonlySet<Keyword> = new Set([
  'on',
  'with',
  'optionally',
  'rechallenge',
  'dose',
  'here',
  'extrapolated',
  ...CLAIM_STARTS,
]);

/** No treatment has such a name, because a step could then be read in two ways. */
export const NEVER_TREATMENTS: ReadonlySet<Keyword> = new Set([
  ...CLAUSE_STARTS,
  ...OUTCOMES,
  ...withRole('choice'),
  'from',
  'and',
  'or',
]);
/** No population and no sequence has such a name. */
export const NEVER_NAMES: ReadonlySet<Keyword> = new Set(['for', 'after', 'within', 'over']);
/** No attribute has such a name. */
export const NEVER_ATTRIBUTES: ReadonlySet<Keyword> = new Set([
  'accept',
  'not',
  'to',
  'and',
  'or',
  'within',
]);
/** No value, tumour, region or base has such a name. */
export const NEVER_WORDS: ReadonlySet<Keyword> = new Set(['to', 'and', 'or']);
