/**
 * Runs the integrity rules over the curated sources and lets the listed exceptions speak for what
 * is known.
 */

import type { CuratedSources, Problem } from '../load.ts';
import type { Finding } from './rule.ts';
import { curationRules, rules } from './rules.ts';

/**
 * Every problem that no exception explains, and every exception that explains nothing any more. An
 * exception covers all findings of its rule at its place (`at: RADIANT-3/primary#itt-pfs`).
 */
export function checkIntegrity(sources: CuratedSources): Problem[] {
  const problem = (rule: string, { file, path, at, message, help }: Finding): Problem => ({
    ...{ rule, file, ...sources.locate(file, path), at, message, help },
  });
  const found = Object.entries({ ...rules, ...curationRules }).flatMap(([rule, check]) =>
    [...check(sources)].map((finding) => problem(rule, finding)),
  );
  const covers = (rule: string, at: string): boolean =>
    found.some((entry) => entry.rule === rule && entry.at === at);
  const remaining = found.filter(
    (entry) => !sources.exceptions.some(({ rule, at }) => rule === entry.rule && at === entry.at),
  );
  const unused = sources.exceptions.flatMap(({ rule, at }, index) =>
    covers(rule, at)
      ? []
      : [
          problem('unused-exception', {
            ...{ file: 'exceptions.yaml', path: ['exceptions', index], at },
            ...{ message: `the exception from ${rule} is no longer needed`, help: 'Remove it.' },
          }),
        ],
  );
  return [...remaining, ...unused];
}
