import type { Entry } from './entry.ts';

/**
 * Safety and regulation. Messages print the findings for and against; they are no advice for a
 * patient.
 */
export const safety = {
  'order-dependent-caution': {
    family: 'safety',
    severity: 'information',
    title: 'An order with a known caution',
    message: '{treatment} after {prior}: {rule}',
    help: 'Name it in the step with `caution "…"`; the order may still be right.',
  },
  'comorbidity-caution': {
    family: 'safety',
    severity: 'information',
    title: 'A comorbidity that bears on the choice',
    message: '{treatment} in patients with {comorbidity}: {rule}',
    help: 'Name it in the step with `caution "…"`, or say in `because` why the treatment is chosen all the same.',
  },
  'prerequisite-missing': {
    family: 'safety',
    severity: 'error',
    title: 'A prerequisite of the treatment is not met',
    message: '{treatment} needs {needed}; the population {stated}.',
    help: 'Add `{criterion}` to the population or to the branch, or choose another treatment.',
  },
  'not-approved-in-region': {
    family: 'safety',
    severity: 'information',
    title: 'Not approved in this region, as far as the base knows',
    message:
      'As far as the base knows, {treatment} was not approved for {population} in {region} as of {asOf} ({why}).',
    help: 'Say so in `because` if it is recommended off label.',
  },
  'rationale-missing': {
    family: 'safety',
    severity: 'hint',
    title: 'A step that rests on nothing stated',
    message: '{treatment} {place} is not in the base as of {asOf}, and the step gives no reason.',
    help: 'Say in `because` why it follows, or record a `consensus`.',
  },
} as const satisfies Record<string, Entry>;
