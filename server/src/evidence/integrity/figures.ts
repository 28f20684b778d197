/**
 * How many numbers the rules hold to their quotes: those of effects, and the shares of patients by
 * previous therapy and tumour.
 */
import type { Study } from '../schema/schema.ts';
import { effectNumbers } from './numbers.ts';

export interface Figures {
  readonly effects: number;
  readonly shares: number;
  /** Quotes of findings, shares, contexts and populations together. */
  readonly quotes: number;
}

export function countedFigures(studies: readonly Study[]): Figures {
  const findings = studies.flatMap((study) =>
    study.reports.flatMap((report) => report.findings ?? []),
  );
  const contexts = studies.flatMap((study) => study.priorTherapy);
  const shares = [
    ...contexts.flatMap((context) => context.exposure ?? []),
    ...studies.flatMap((study) => study.population.shares ?? []),
  ];
  const quoted = [...findings, ...contexts, ...shares, ...studies.map((study) => study.population)];
  return {
    effects: findings.flatMap(effectNumbers).length,
    shares: shares
      .flatMap(({ n, percent }) => [n, percent])
      .filter((number) => number !== undefined).length,
    quotes: quoted.flatMap((one) => one.provenance).length,
  };
}
