/** The commands: what each is called, how it is used, and where its code is. The code of a command loads when it runs. */

import { citationFormats } from '../evidence/bibliography/citation-formats.ts';
import { gradingIds } from '../evidence/generated/grading-ids.ts';
import type { Console } from './console.ts';
import { machineFormatNames } from './formats.ts';
import type { Arguments, Option } from './options.ts';
import type { ExitCode } from './problem.ts';

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

const asOf: Option = {
  name: 'as-of',
  value: 'DATE',
  help: 'See the evidence as it was public on this date (2016-04-10).',
};
const grading: Option = {
  name: 'grading',
  value: 'SYSTEM',
  choices: gradingIds,
  help: 'Grading system of the brackets.',
};
const json: Option = {
  name: 'format',
  value: 'FORMAT',
  choices: ['pretty', 'json'],
  help: 'Output for people (default) or for programs.',
};

const failOn: Option = {
  name: 'fail-on',
  value: 'SEVERITY',
  choices: ['error', 'warning', 'information', 'hint', 'never'],
  help: 'End with exit code 1 at this severity or above (default: error).',
};
const maxWarnings: Option = {
  name: 'max-warnings',
  value: 'N',
  help: 'End with exit code 1 when there are more than N warnings.',
};
const quiet: Option = {
  name: 'quiet',
  short: 'q',
  help: 'Show errors only. Exit code and JSON stay complete.',
};
const docsUrl: Option = {
  name: 'docs-url',
  value: 'URL',
  help: 'Where this project is published, for links to the pages of codes in sarif.',
};
const jobs: Option = {
  name: 'jobs',
  value: 'N',
  help: 'Threads; auto is one per processor (default: by the number of files).',
};
const cache: Option = {
  name: 'cache',
  value: 'FILE',
  optional: true,
  help: 'Remember results, and check again only what changed. Without FILE in node_modules/.cache/sequitur or .cache/sequitur.',
};

const checkFormat: Option = {
  name: 'format',
  value: 'FORMAT',
  choices: ['pretty', ...machineFormatNames],
  help: 'Output for people (default) or for programs: see docs/ci.md.',
};

const out: Option = {
  name: 'out',
  value: 'FILE',
  help: 'Write to this file (default: standard output).',
};
const baseline: Option = {
  name: 'baseline',
  value: 'FILE',
  help: 'Mark the findings that this baseline knows (see sequitur baseline).',
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
      docsUrl,
      {
        name: 'fix',
        help: 'Apply the repairs that are safe, then check what is left. A repair never raises a level.',
      },
      {
        name: 'fix-dry-run',
        help: 'Write nothing: print what --fix would change as a patch, and the findings beside it.',
      },
      failOn,
      maxWarnings,
      quiet,
      { name: 'no-accept', help: 'Report accepted findings like all others.' },
      {
        name: 'stdin-path',
        value: 'PATH',
        help: 'With -: the path the text stands for, for imports, configuration and messages.',
      },
      jobs,
      cache,
      {
        name: 'changed-since',
        value: 'REV',
        help: 'Only files that differ from a revision of git, and those that import them.',
      },
      {
        name: 'staged',
        help: 'Only files that the next commit changes, as they are staged, and those that import them.',
      },
      {
        name: 'shard',
        value: 'I/N',
        help: 'Only part I of N, for several machines; sequitur merge joins the results.',
      },
      { name: 'watch', help: 'Check again whenever a file changes, until Ctrl-C.' },
      {
        name: 'baseline',
        value: 'FILE',
        help: 'Report only what is not in this baseline (see sequitur baseline).',
      },
      {
        name: 'update-baseline',
        help: 'Remove from the baseline what is no longer needed. Nothing is added.',
      },
      {
        name: 'print-config',
        value: 'FILE',
        help: 'Show the settings in force for FILE and where each comes from, and stop.',
      },
    ],
    examples: [
      [
        'sequitur check',
        'every .sequitur file, and every document with blocks, below this directory',
      ],
      ['sequitur check draft.sequitur --as-of 2016-04-10', 'with the evidence of that day'],
      ['sequitur check - --stdin-path draft.sequitur', 'text from standard input'],
      ['sequitur check --changed-since origin/main --fail-on warning', 'for a pull request'],
    ],
    load: () => import('./check.ts'),
  },
  {
    name: 'format',
    summary: 'Write files in the canonical layout.',
    usage: ['sequitur format [FILE | DIRECTORY | GLOB | -]...'],
    options: [
      {
        name: 'check',
        help: 'Write nothing; name the files that would change and end with exit code 1 if there are any.',
      },
      {
        name: 'stdin-path',
        value: 'PATH',
        help: 'With -: the path the text stands for, for messages.',
      },
    ],
    examples: [['sequitur format --check guideline/', 'for a continuous integration']],
    load: () => import('./format.ts'),
  },
  {
    name: 'explain',
    summary: 'Explain a transition, or the code of a finding.',
    usage: [
      'sequitur explain "TREATMENT -> TREATMENT" [--where CONDITION | NAME] [--file FILE]',
      'sequitur explain CODE',
    ],
    options: [
      {
        name: 'where',
        value: 'WHERE',
        help: 'Patients, as in a file: "tumour pancreatic-net and ki67 <= 20%"; or a population of --file by its name.',
      },
      {
        name: 'file',
        value: 'FILE',
        help: 'Ask with the date, the packs, the grading system and the populations of this file.',
      },
      asOf,
      grading,
      json,
    ],
    examples: [
      [
        'sequitur explain "everolimus -> cabozantinib" --where "tumour pancreatic-net"',
        'what carries this step',
      ],
      [
        'sequitur explain "everolimus -> sunitinib" --where advanced_pnet --file draft.sequitur',
        'in a population of a file',
      ],
      ['sequitur explain position-overclaim', 'what a code means and what to do'],
    ],
    load: () => import('./explain.ts'),
  },
  {
    name: 'evidence',
    summary: 'Look into the evidence base.',
    usage: [
      'sequitur evidence list [studies | agents | classes | tumours]',
      'sequitur evidence list attributes | gradings | ladder | drug-names',
      'sequitur evidence show STUDY...',
      'sequitur evidence search [WORD...] [FILTERS]',
      'sequitur evidence changes --from DATE [--to DATE] [--where CONDITION]',
      'sequitur evidence check [PATH]',
      'sequitur evidence stats',
      'sequitur evidence cite KEY... [--format FORMAT]',
      'sequitur evidence cite --file FILE [--format FORMAT]',
      'sequitur evidence new RECORDS [--all]',
      'sequitur evidence integrity --from retraction_watch.csv [FILE | DIRECTORY]...',
      'sequitur evidence coverage --against RECORDS',
      'sequitur evidence gaps [STUDY...]',
      'sequitur evidence complete RECORDS... [--base FOLDER] [--write]',
      'sequitur evidence complete RECORDS... --report KEY [--take FIELDS] [--write]',
    ],
    options: [
      {
        name: 'treatment',
        value: 'NAME',
        help: 'search: studies that give this treatment or class.',
      },
      { name: 'after', value: 'NAME', help: 'search: studies whose patients had had this before.' },
      { name: 'tumour', value: 'NAME', help: 'search: studies that enrolled this tumour.' },
      {
        name: 'design',
        value: 'DESIGN',
        help: 'search: randomised, single-arm, retrospective-cohort …',
      },
      { name: 'since', value: 'DATE', help: 'search: a report first public on this day or later.' },
      {
        name: 'until',
        value: 'DATE',
        help: 'search: a report first public on this day or before.',
      },
      {
        name: 'from',
        value: 'DATE | FILE',
        help: 'changes: the earlier day; integrity: the saved list of Retraction Watch.',
      },
      {
        name: 'against',
        value: 'FILE',
        help: 'coverage: the studies of a review (RIS, PubMed, BibTeX, CSL-JSON).',
      },
      {
        name: 'to',
        value: 'DATE',
        help: 'changes: the later day (default: the date of the release).',
      },
      {
        name: 'where',
        value: 'CONDITION',
        help: 'changes: the population (default: "tumour pancreatic-net").',
      },
      { name: 'all', help: 'new: a study of each record of the file (default: of the first).' },
      { name: 'file', value: 'FILE', help: 'cite: every citation of this file, once.' },
      {
        name: 'base',
        value: 'FOLDER',
        help: 'complete: the sources of the base, the folder with release.yaml.',
      },
      {
        name: 'report',
        value: 'KEY',
        help: 'complete: the report (RADIANT-3/primary) that a record is about.',
      },
      {
        name: 'take',
        value: 'FIELDS',
        help: "complete: take the record's value where it differs from one that was seen (A/b:volume,A/b:page).",
      },
      {
        name: 'write',
        help: 'complete: change the files of --base (default: show what would be filled).',
      },
      {
        name: 'format',
        value: 'FORMAT',
        choices: ['pretty', 'json', ...citationFormats],
        help: 'Output for people (default) or for programs; the others for cite.',
      },
    ],
    examples: [
      [
        'sequitur evidence show RADIANT-3',
        'one study: patients, previous therapy, arms, findings, sources',
      ],
      [
        'sequitur evidence search --treatment cabozantinib --after everolimus',
        'the studies of this step',
      ],
      [
        'sequitur evidence changes --from 2016-04-10 --to 2026-11-01',
        'which orders gained or lost support, and by which report',
      ],
      [
        'sequitur evidence check our-base.yaml',
        "the integrity rules over a team's own pack, or a folder of sources",
      ],
      [
        'sequitur evidence cite RADIANT-3 CABINET --format bibtex',
        'reports for a reference manager',
      ],
      [
        'sequitur evidence new 21306238.nbib',
        'a pack with one study, begun from a record of PubMed, Crossref or a registry',
      ],
      [
        'sequitur evidence integrity --from retraction_watch.csv guideline/',
        'what was retracted of the base and of the bibliographies of a project',
      ],
      [
        'sequitur evidence coverage --against review.ris',
        'which included studies of a review the base holds, and why not the others',
      ],
      ['sequitur evidence gaps', 'what citations lack, with the searches that find it'],
      [
        'sequitur evidence complete pubmed.nbib --base server/evidence --write',
        'fill the gaps from saved records',
      ],
    ],
    load: () => import('./evidence.ts'),
  },
  {
    name: 'snapshot',
    summary: 'Print what documents say, in one normal form (JSON).',
    usage: ['sequitur snapshot [FILE | DIRECTORY | GLOB | -]...'],
    options: [out, asOf, grading, baseline],
    examples: [
      [
        'sequitur snapshot guideline/ --out guideline.json',
        'to compare with later, or in programs',
      ],
    ],
    load: () => import('./snapshot.ts'),
  },
  {
    name: 'diff',
    summary: 'Compare two versions by what they mean.',
    usage: [
      'sequitur diff REVISION [REVISION | FILE | DIRECTORY]',
      'sequitur diff FILE FILE',
      'sequitur diff DIRECTORY DIRECTORY',
      'sequitur diff [FILE | DIRECTORY] --as-of DATE..DATE',
    ],
    options: [
      {
        name: 'as-of',
        value: 'DATE..DATE',
        help: 'Compare one text with itself at two dates.',
      },
      grading,
      {
        name: 'format',
        value: 'FORMAT',
        choices: ['pretty', 'markdown', 'json'],
        help: 'Output for people (default), for a pull request, or for programs.',
      },
      out,
      {
        name: 'fail-on',
        value: 'WHAT',
        choices: ['stronger', 'any', 'never'],
        help: 'End with exit code 1 when a claim became stronger, or on any change (default: never).',
      },
    ],
    examples: [
      ['sequitur diff origin/main', 'what the working tree changes in meaning'],
      ['sequitur diff main draft.sequitur --format markdown', 'one file, for a pull request'],
      ['sequitur diff guideline.json guideline/', 'with a snapshot that an older release wrote'],
      [
        'sequitur diff draft.sequitur --as-of 2016-04-10..2026-06-30',
        'evidence that changed under the text',
      ],
    ],
    load: () => import('./diff.ts'),
  },
  {
    name: 'report',
    summary: 'Write a report of decisions for a panel to read.',
    usage: ['sequitur report [FILE | DIRECTORY | GLOB | -]... [--out FILE]'],
    options: [
      {
        name: 'format',
        value: 'FORMAT',
        choices: ['html', 'markdown', 'csv', 'json'],
        help: 'Form of the report (default: by the ending of --out, else html).',
      },
      out,
      {
        name: 'title',
        value: 'TEXT',
        help: 'Title of the report (default: that of the guideline).',
      },
      {
        name: 'since',
        value: 'REV',
        help: 'Say what changed since this revision of git, or this stored snapshot.',
      },
      {
        name: 'check',
        help: 'Write nothing; end with exit code 1 when the report in --out is stale.',
      },
      asOf,
      grading,
      baseline,
    ],
    examples: [
      ['sequitur report guideline/ --out report.html', 'one file, to read, print and pass on'],
      ['sequitur report draft.sequitur --since v2 --out report.html', 'with what changed since v2'],
      ['sequitur report draft.sequitur --out studies.csv', 'a row per step and study'],
      ['sequitur report guideline/ --out report.html --check', 'for a continuous integration'],
    ],
    load: () => import('./report.ts'),
  },
  {
    name: 'diagram',
    summary: 'Draw the sequences of a file as the preview does.',
    usage: ['sequitur diagram FILE [--out FILE]'],
    options: [
      {
        name: 'format',
        value: 'FORMAT',
        choices: ['svg', 'mermaid', 'dot'],
        help: 'Form of the drawing (default: by the ending of --out, else svg).',
      },
      out,
      asOf,
      grading,
    ],
    examples: [
      ['sequitur diagram draft.sequitur --out draft.svg', 'the same picture as in the editor'],
      ['sequitur diagram draft.sequitur --format mermaid', 'for a page that draws Mermaid'],
    ],
    load: () => import('./diagram.ts'),
  },
  {
    name: 'matrix',
    summary: 'Show which orders of two treatments were studied.',
    usage: ['sequitur matrix [--where CONDITION] [--as-of DATE] [--compare DATE] [--out FILE]'],
    options: [
      {
        name: 'where',
        value: 'CONDITION',
        help: 'Patients, as in a file (default: "tumour pancreatic-net").',
      },
      {
        name: 'treatments',
        value: 'WHICH',
        choices: ['approaches', 'named', 'all'],
        help: 'Six classes (default), the treatments that guidelines list, or all that were studied.',
      },
      asOf,
      {
        name: 'compare',
        value: 'DATE',
        help: 'Mark what moved since this earlier day, and by which report.',
      },
      grading,
      {
        name: 'format',
        value: 'FORMAT',
        choices: ['html', 'svg', 'csv', 'json'],
        help: 'Form of the map (default: by the ending of --out, else html).',
      },
      out,
    ],
    examples: [
      ['sequitur matrix --compare 2016-04-10 --out map.html', 'what became known since then'],
      [
        'sequitur matrix --treatments named --out orders.csv',
        'a line per order, for a spreadsheet',
      ],
    ],
    load: () => import('./matrix.ts'),
  },
  {
    name: 'bibliography',
    summary: 'Print all that documents cite.',
    usage: ['sequitur bibliography [FILE | DIRECTORY | GLOB | -]... [--out FILE]'],
    options: [
      {
        name: 'format',
        value: 'FORMAT',
        choices: [...citationFormats],
        help: 'Form of the entries (default: by the ending of --out, else vancouver).',
      },
      out,
      asOf,
    ],
    examples: [
      [
        'sequitur bibliography guideline/ --out guideline.bib',
        'for a reference manager, or Quarto',
      ],
    ],
    load: () => import('./bibliography.ts'),
  },
  {
    name: 'baseline',
    summary: 'Record the findings of today, so that only new ones count.',
    usage: ['sequitur baseline [FILE | DIRECTORY | GLOB]...'],
    options: [
      {
        name: 'baseline',
        value: 'FILE',
        help: 'The file to write (default: sequitur-baseline.json).',
      },
      asOf,
      grading,
      jobs,
      cache,
    ],
    examples: [
      ['sequitur baseline', 'every finding of the files below this directory'],
      ['sequitur check --baseline sequitur-baseline.json', 'what is new since'],
    ],
    load: () => import('./baseline.ts'),
  },
  {
    name: 'merge',
    summary: 'Join the results of check --shard into one.',
    usage: ['sequitur merge RESULT...'],
    options: [
      {
        ...checkFormat,
        help: 'Output (default: the format of the results, which is json or sarif).',
      },
      docsUrl,
      failOn,
      maxWarnings,
      quiet,
    ],
    examples: [['sequitur merge part-1.json part-2.json --format pretty', 'two parts, for people']],
    load: () => import('./merge.ts'),
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
      {
        name: 'node-ipc',
        help: 'Speak over the channel of the Node process that started this one.',
      },
      { name: 'pipe', value: 'NAME', help: 'Speak over a named pipe.' },
      { name: 'socket', value: 'PORT', help: 'Speak over a socket.' },
      {
        name: 'clientProcessId',
        value: 'PID',
        help: 'End when this process ends; editors set it.',
      },
    ],
    examples: [],
    load: () => import('./lsp.ts'),
  },
];
