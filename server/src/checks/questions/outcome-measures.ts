/** The outcomes by which studies measure what `improves` claims. */
const measures: Readonly<Record<string, readonly string[]>> = {
  PFS: ['PFS', 'PFS-rate', 'TTP'],
  OS: ['OS', 'OS-rate'],
};
/**
 * Outcomes of findings that answer the claimed one: progression-free survival at a time point
 * answers `PFS`.
 */
export const measuresOf = (outcome: string): readonly string[] => measures[outcome] ?? [outcome];
