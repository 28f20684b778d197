import type { Entry } from './entry.ts';

/** Level and grade: what is claimed against what can be carried. */
export const level = {
  'position-overclaim': {
    family: 'level',
    severity: 'warning',
    title: 'The level claimed for this place is above its ceiling',
    message:
      'The grade says {level} for {treatment} {place}. The base carries at most {ceiling} here.',
    help: '{next}',
  },
  'agent-overclaim': {
    family: 'level',
    severity: 'warning',
    title: 'The level claimed for the treatment is above its ceiling',
    message:
      'The grade says {level} for {treatment} in {population}. No finding in {release} as of {asOf} supports more than {ceiling}.',
    help: '{next}',
  },
  'strong-on-low-certainty': {
    family: 'level',
    severity: 'warning',
    title: 'A strong recommendation rests on low certainty',
    message: 'Strength {strength} recommends strongly, but the grade rests on {certainty}.',
    help: "Say in `because` which of GRADE's five situations justifies it (life-threatening situation, uncertain benefit with certain harm, equivalence with less harm or cost, high certainty of harm, catastrophic harm), or weaken the recommendation.",
  },
  'negative-grade-recommended': {
    family: 'level',
    severity: 'warning',
    title: 'Grade D or E on a recommended step',
    message:
      'Grade {strength} advises against a treatment, but {treatment} stands here as a recommended step.',
    help: 'Write it as `avoid {treatment}`, or correct the grade.',
  },
  'avoid-against-evidence': {
    family: 'level',
    severity: 'warning',
    title: 'A recommendation against a treatment that the base supports',
    message:
      'This advises against {treatment} {place}, but in patients with {patients} the base supports it ({rung}): {study}.',
    help: 'Cite what speaks against it, give the reason in `because` or `caution`, or narrow the population or the history that is meant.',
  },
  'position-unsupported': {
    family: 'level',
    severity: 'warning',
    title: 'Level I in a place that no study supports',
    message:
      'The grade says {level} for {treatment} {place}, but {release} as of {asOf} holds nothing on such patients, from {study} or any other study.',
    help: '{next}, or cite a study of this order.',
  },
  'recommended-against-evidence': {
    family: 'level',
    severity: 'warning',
    title: 'A recommendation that the evidence speaks against',
    message:
      '{treatment} is recommended for {population}, but {study}, the best that the base has for it, {verdict}: {finding}.',
    help: 'Advise against it with `avoid`, grade it C with the reason in `because`, or add the study that supports it in an evidence pack.',
  },
  'missing-grade': {
    family: 'level',
    severity: 'hint',
    title: 'A step without a grade, where others have one',
    message: '{treatment} has no grade, and other steps of this file have one.',
    help: 'Grade it, or record a `consensus`. The base carries at most {ceiling} for {what}; that is a ceiling, not a proposal.',
  },
  'missing-citation': {
    family: 'level',
    severity: 'information',
    title: 'A grade without a citation',
    message: 'The grade says {level} for {treatment}, and nothing is cited.',
    help: '{next}',
  },
  'incomplete-consensus': {
    family: 'level',
    severity: 'information',
    title: 'A consensus that does not say who agreed, or too few',
    message: 'The consensus {problem}.',
    help: 'Write how many agreed, such as `consensus 11 of 12`; below 75 % it is usually not called a consensus.',
  },
  'consensus-despite-evidence': {
    family: 'level',
    severity: 'information',
    title: 'A consensus where the base has evidence',
    message:
      '{treatment} {place} rests on consensus alone, but the base carries it: {study} ({rung}).',
    help: 'Cite it as `@{key}` and grade the step, or say in `because` why it does not apply.',
  },
  'mixed-grading': {
    family: 'level',
    severity: 'warning',
    title: 'A grade that belongs to another system, or two strengths that disagree',
    message: '`{written}` {problem}.',
    help: '{next}',
  },
  'unknown-grade': {
    family: 'level',
    severity: 'error',
    title: 'A level or strength that the grading system does not have',
    message: '`{grade}` is no {part} of {system}.',
    help: '{system} has {values}.',
  },
} as const satisfies Record<string, Entry>;
