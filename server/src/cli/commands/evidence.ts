import { citationFormats } from '../../evidence/bibliography/citation-formats.ts';
import type { Command } from './command.ts';

/** `sequitur evidence` as its help describes it. */
export const evidenceCommand: Command = {
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
    ['sequitur evidence cite RADIANT-3 CABINET --format bibtex', 'reports for a reference manager'],
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
  load: () => import('../evidence.ts'),
};
