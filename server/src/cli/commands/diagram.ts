import { asOf, type Command, grading, out } from './command.ts';

/** `sequitur diagram` as its help describes it. */
export const diagramCommand: Command = {
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
  load: () => import('../diagram.ts'),
};
