import { citationFormats } from '../../evidence/bibliography/citation-formats.ts';
import { asOf, type Command, out } from './command.ts';

/** `sequitur bibliography` as its help describes it. */
export const bibliographyCommand: Command = {
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
    ['sequitur bibliography guideline/ --out guideline.bib', 'for a reference manager, or Quarto'],
  ],
  load: () => import('../bibliography.ts'),
};
