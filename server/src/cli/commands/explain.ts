import { asOf, type Command, grading, json } from './command.ts';

/** `sequitur explain` as its help describes it. */
export const explainCommand: Command = {
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
  load: () => import('../explain.ts'),
};
