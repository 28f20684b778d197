import type { Entry } from './entry.ts';

/** Time and integrity of reports. */
export const time = {
  'retracted-citation': {
    family: 'time',
    severity: 'error',
    title: 'A retracted report is cited',
    message: '`@{key}` was retracted{when}.',
    help: 'Take it out. A retraction acts whatever date the file is pinned to.{next}',
  },
  'corrected-citation': {
    family: 'time',
    severity: 'information',
    title: 'A corrected report is cited',
    message: '`@{key}` {what}{when}: {note}.',
    help: 'Check that the step agrees with the corrected figures.',
  },
  'superseded-finding': {
    family: 'time',
    severity: 'warning',
    title: 'A later report replaced this result',
    message: '{outcome} in `@{key}` ({old}) was replaced by {successor} ({current}).',
    help: '{next}',
  },
  'published-after-pin': {
    family: 'time',
    severity: 'warning',
    title: 'The cited report was not yet public',
    message: '`@{key}` was first public on {date}, and this file is read as of {asOf}.',
    help: 'Move `as of` to {date} or later, or take the citation out.',
  },
  'newer-evidence': {
    family: 'time',
    severity: 'information',
    title: 'Newer evidence moves this step',
    optIn: true,
    message:
      'Since {asOf} the support of {treatment} {place} has moved from "{before}" to "{after}" ({study}).',
    help: 'Read it before the next version of the document, and move `as of` once it is taken in.',
  },
  'abstract-only': {
    family: 'time',
    severity: 'information',
    title: 'Only congress abstracts in the base',
    message: 'Of {study} the base holds only congress abstracts as of {asOf}.',
    help: 'Cite the full paper if there is one, or say so in `because`: an abstract has not been reviewed in full.',
  },
  'stale-pin': {
    family: 'time',
    severity: 'hint',
    title: 'The date of this file is long past',
    message:
      'This file is read as of {asOf}; the base has grown for {months} months since ({release}, {date}).',
    help: 'Move `as of` to take in what came later, or leave it if the document is final.',
  },
  'release-drift': {
    family: 'time',
    severity: 'information',
    title: 'The file names another release',
    message: 'The file was written against {pinned}; this is {release}.',
    help: 'Check what changed with `sequitur evidence changes`, then write `release {release}`.',
  },
} as const satisfies Record<string, Entry>;
