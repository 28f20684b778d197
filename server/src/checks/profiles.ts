/**
 * What a profile makes of a finding: at least this serious. `draft` changes nothing. `publish` is
 * for a document that is about to go out: what is missing and what was left behind counts, and
 * nothing becomes less serious. A severity that the configuration or the command line sets for a
 * code goes before both.
 */
import type { Profile } from '../workspace/config.ts';
import type { Code } from './catalogue/catalogue.ts';
import { type Severity, severities } from './severity.ts';

/** The severities that a profile raises. */
export const profiles: Readonly<Record<Profile, Readonly<Partial<Record<Code, Severity>>>>> = {
  draft: {},
  publish: {
    // What a reader of the document would look for in vain.
    'missing-grade': 'warning',
    'missing-citation': 'warning',
    'missing-trigger': 'warning',
    'missing-population': 'error',
    'incomplete-consensus': 'warning',
    'incomplete-branches': 'error',
    // What writing left behind.
    'unused-accept': 'error',
    'accept-without-reason': 'error',
    'unknown-code': 'error',
    'unused-population': 'warning',
    'duplicate-citation': 'warning',
    'overlapping-branches': 'warning',
    'vacuous-condition': 'warning',
    'unreachable-branch': 'error',
    'mixed-grading': 'error',
    'bidirectional-text': 'error',
    // A treatment that the base does not know was not appraised.
    'unknown-treatment': 'error',
    // What the evidence has done since the file was pinned.
    'stale-pin': 'warning',
    'release-drift': 'warning',
    'corrected-citation': 'warning',
  },
};

/** The more serious of what a check says and what the profile wants at least. */
export function inProfile(profile: Profile, code: Code, severity: Severity): Severity {
  const least = profiles[profile][code];
  return least !== undefined && severities.indexOf(least) < severities.indexOf(severity)
    ? least
    : severity;
}
