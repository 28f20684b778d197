/**
 * The data model of the evidence base, as zod schemas. They run at build time (and when a team's
 * own pack is loaded); the embedded base was validated when it was built, so the hot start of the
 * server never loads zod.
 *
 * Shapes follow the field's terms: a study has arms and prior-therapy contexts, a report is one
 * publication of a study, a finding belongs to a report and describes one contrast. Percentages are
 * 0–100, durations are months unless a field says otherwise.
 */

export * from './attribute.ts';
export * from './drug-names.ts';
export * from './grading.ts';
export * from './guideline.ts';
export * from './ladder.ts';
export * from './parts.ts';
export * from './reviews.ts';
export * from './study.ts';
export * from './vocabulary.ts';
