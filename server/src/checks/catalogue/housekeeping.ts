import type { Entry } from './entry.ts';

/** Codes about the document itself and not about its claims. */
export const housekeeping = {
  'unused-accept': {
    family: 'housekeeping',
    severity: 'information',
    title: 'An accept that covers nothing',
    message: '`accept {code}` covers no finding here.',
    help: 'Take it out.',
  },
  'accept-without-reason': {
    family: 'housekeeping',
    severity: 'warning',
    title: 'An accept without a reason',
    message: '`accept {code}` gives no reason, so it accepts nothing.',
    help: 'Write between the quotation marks why the finding may stand: who decided so, and on what ground.',
  },
  'unknown-code': {
    family: 'housekeeping',
    severity: 'warning',
    title: 'An accept of a code that does not exist',
    message: '`{code}` is no code of Sequitur.{suggestion}',
    help: 'Write the code as the finding prints it; `sequitur explain CODE` tells what it means.',
  },
  'bidirectional-text': {
    family: 'housekeeping',
    severity: 'warning',
    title: 'Invisible characters that change the reading order',
    message:
      'This text holds an invisible character ({character}) that can make it read in another order than it is checked.',
    help: 'Delete it.',
  },
  'invisible-character': {
    family: 'housekeeping',
    severity: 'error',
    title: 'An invisible character outside of texts and comments',
    message:
      'An invisible character ({character}) stands here. What stands around it is checked as if it were not there.',
    help: 'Delete it.',
    alwaysReported: true,
  },
  'file-too-large': {
    family: 'housekeeping',
    severity: 'error',
    title: 'The file is too large to check',
    message: '{problem}',
    help: 'Split it into several files and join them with `import`.',
  },
} as const satisfies Record<string, Entry>;
