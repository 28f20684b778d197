/** The commands: what each is called, how it is used, and where its code is. The code of a command loads when it runs. */
import { citationFormats } from '../evidence/citation-formats.ts';
import type { Console } from './console.ts';
import { machineFormatNames } from './formats.ts';
import type { Arguments, Option } from './options.ts';
import type { ExitCode } from './problem.ts';

/** The sentence that stands in every help, in the README and in the report. */
export const purpose =
  'Sequitur helps authors and reviewers of guideline documents;\nit takes no patient data and gives no advice for a patient.';

export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  readonly usage: readonly string[];
  readonly options: readonly Option[];
  /** Examples: a command line and what it does. */
  readonly examples: readonly (readonly [line: string, does: string])[];
  readonly load: () => Promise<{ run(words: Arguments, console: Console): Promise<ExitCode> }>;
}

const asOf: Option = { name: 'as-of', value: 'DATE', help: 'See the evidence as it was public on this date (2016-04-10).' };
const grading: Option = { name: 'grading', value: 'SYSTEM', choices: ['esmo', 'grade', 'ocebm'], help: 'Grading system of the brackets.' };
const json: Option = { name: 'format', value: 'FORMAT', choices: ['pretty', 'json'], help: 'Output for people (default) or for programs.' };

const checkFormat: Option = {
  name: 'format',
  value: 'FORMAT',
  choices: ['pretty', ...machineFormatNames],
  help: 'Output for people (default) or for programs: see docs/ci.md.',
};

export const commands: readonly Command[] = [
  {
    name: 'check',
    summary: 'Check files against the evidence base.',
    usage: ['sequitur check [FILE | DIRECTORY | GLOB | -]...'],
    options: [
      asOf,
      grading,
      checkFormat,
      { name: 'docs-url', value: 'URL', help: 'Where this project is published, for links to the pages of codes in sarif.' },
      { name: 'fix', help: 'Apply the repairs that are safe, then check what is left. A repair never raises a level.' },
      {
        name: 'fail-on',
        value: 'SEVERITY',
        choices: ['error', 'warning', 'information', 'hint', 'never'],
        help: 'End with exit code 1 at this severity or above (default: error).',
      },
      { name: 'max-warnings', value: 'N', help: 'End with exit code 1 when there are more than N warnings.' },
      { name: 'quiet', short: 'q', help: 'Show errors only. Exit code and JSON stay complete.' },
      { name: 'no-accept', help: 'Report accepted findings like all others.' },
      { name: 'stdin-path', value: 'PATH', help: 'With -: the path the text stands for, for imports, configuration and messages.' },
      { name: 'print-config', value: 'FILE', help: 'Show the settings in force for FILE and where each comes from, and stop.' },
    ],
    examples: [
      ['sequitur check', 'every .sequitur file, and every document with blocks, below this directory'],
      ['sequitur check draft.sequitur --as-of 2016-04-10', 'with the evidence of that day'],
      ['sequitur check - --stdin-path draft.sequitur', 'text from standard input'],
    ],
    load: () => import('./check.ts'),
  },
  {
    name: 'format',
    summary: 'Write files in the canonical layout.',
    usage: ['sequitur format [FILE | DIRECTORY | GLOB | -]...'],
    options: [
      { name: 'check', help: 'Write nothing; name the files that would change and end with exit code 1 if there are any.' },
      { name: 'stdin-path', value: 'PATH', help: 'With -: the path the text stands for, for messages.' },
    ],
    examples: [['sequitur format --check guideline/', 'for a continuous integration']],
    load: () => import('./format.ts'),
  },
  {
    name: 'explain',
    summary: 'Explain a transition, or the code of a finding.',
    usage: ['sequitur explain "TREATMENT -> TREATMENT" [--where CONDITION]', 'sequitur explain CODE'],
    options: [
      { name: 'where', value: 'CONDITION', help: 'Population, as in a file: "tumour pancreatic-net and ki67 <= 20%".' },
      asOf,
      json,
    ],
    examples: [
      ['sequitur explain "everolimus -> cabozantinib" --where "tumour pancreatic-net"', 'what carries this step'],
      ['sequitur explain position-overclaim', 'what a code means and what to do'],
    ],
    load: () => import('./explain.ts'),
  },
  {
    name: 'evidence',
    summary: 'Look into the evidence base.',
    usage: [
      'sequitur evidence list [studies | agents | classes | tumours]',
      'sequitur evidence show STUDY...',
      'sequitur evidence search [WORD...] [FILTERS]',
      'sequitur evidence changes --from DATE [--to DATE] [--where CONDITION]',
      'sequitur evidence check [PATH]',
      'sequitur evidence stats',
      'sequitur evidence cite KEY... [--format FORMAT]',
      'sequitur evidence cite --file FILE [--format FORMAT]',
      'sequitur evidence new RECORD',
    ],
    options: [
      { name: 'treatment', value: 'NAME', help: 'search: studies that give this treatment or class.' },
      { name: 'after', value: 'NAME', help: 'search: studies whose patients had had this before.' },
      { name: 'tumour', value: 'NAME', help: 'search: studies that enrolled this tumour.' },
      { name: 'design', value: 'DESIGN', help: 'search: randomised, single-arm, retrospective-cohort …' },
      { name: 'since', value: 'DATE', help: 'search: a report first public on this day or later.' },
      { name: 'until', value: 'DATE', help: 'search: a report first public on this day or before.' },
      { name: 'from', value: 'DATE', help: 'changes: the earlier day.' },
      { name: 'to', value: 'DATE', help: 'changes: the later day (default: the date of the release).' },
      { name: 'where', value: 'CONDITION', help: 'changes: the population (default: "tumour pancreatic-net").' },
      { name: 'file', value: 'FILE', help: 'cite: every citation of this file, once.' },
      {
        name: 'format',
        value: 'FORMAT',
        choices: ['pretty', 'json', ...citationFormats],
        help: 'Output for people (default) or for programs; the others for cite.',
      },
    ],
    examples: [
      ['sequitur evidence show RADIANT-3', 'one study: patients, previous therapy, arms, findings, sources'],
      ['sequitur evidence search --treatment cabozantinib --after everolimus', 'the studies of this step'],
      ['sequitur evidence changes --from 2016-04-10 --to 2026-11-01', 'which orders gained or lost support, and by which report'],
      ['sequitur evidence check our-base.yaml', "the integrity rules over a team's own pack, or a folder of sources"],
      ['sequitur evidence cite RADIANT-3 CABINET --format bibtex', 'reports for a reference manager'],
      ['sequitur evidence new 21306238.nbib', 'a pack with one study, begun from a record of PubMed, RIS or CSL-JSON'],
    ],
    load: () => import('./evidence.ts'),
  },
  {
    name: 'init',
    summary: 'Write a configuration and an example to start from.',
    usage: ['sequitur init [DIRECTORY]'],
    options: [],
    examples: [['sequitur init guideline', 'never overwrites a file']],
    load: () => import('./init.ts'),
  },
  {
    name: 'lsp',
    summary: 'Run the language server for an editor.',
    usage: ['sequitur lsp --stdio'],
    options: [
      { name: 'stdio', help: 'Speak over standard input and output (the default).' },
      { name: 'node-ipc', help: 'Speak over the channel of the Node process that started this one.' },
      { name: 'pipe', value: 'NAME', help: 'Speak over a named pipe.' },
      { name: 'socket', value: 'PORT', help: 'Speak over a socket.' },
      { name: 'clientProcessId', value: 'PID', help: 'End when this process ends; editors set it.' },
    ],
    examples: [],
    load: () => import('./lsp.ts'),
  },
];
