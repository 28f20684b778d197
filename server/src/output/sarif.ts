/**
 * SARIF 2.1.0: findings for code scanning, with their evidence, their repairs, and what was
 * accepted and why.
 */
import type {
  Artifact,
  ArtifactLocation,
  Location,
  Log,
  Notification,
  PhysicalLocation,
  ReportingDescriptor,
  Result,
  Run,
} from 'sarif';
import { catalogue, isCode } from '../checks/catalogue/catalogue.ts';
import { pages } from '../checks/generated/pages.ts';
import type { Severity } from '../checks/severity.ts';
import type { PlaceRange } from '../text/lines.ts';
import {
  type CheckReport,
  fingerprintOf,
  humanRange,
  isRelative,
  type Publication,
  type Shard,
  sentences,
  shownSummary,
  uriOf,
} from './machine-output.ts';
import type {
  CheckedDiagnostic,
  CheckedFile,
  CheckedFix,
  CheckedSummary,
  Findings,
} from './portable-results.ts';

const levels = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
} as const satisfies Record<Severity, Result.level>;

/** What relative paths of a log start at. */
export const sourceRoot = '%SRCROOT%';
/** Without a uri, a viewer asks where the root is. */
export const rootLocation = (root: string | null): ArtifactLocation => ({
  ...(root === null ? {} : { uri: `${uriOf(root)}/`.replace(/\/\/$/, '/') }),
  description: { text: 'The root of the repository, or the folder of the run outside of one.' },
});

/**
 * One log for the run, printed at its end. Rules are those that reported something, so that logs of
 * many runs stay small. A part of the work (`shard`) carries what `merge` compares with the other
 * parts.
 */
export function sarifReport(publication: Publication, shard: Shard | null = null): CheckReport {
  const results: Result[] = [];
  const artifacts: Artifact[] = [];
  const failures: Notification[] = [];
  const rules = new Map<string, number>();
  const releases = new Set<string>();
  const dates = new Set<string>();
  const summaries: CheckedSummary[] = [];
  const across = (result: Findings): string => {
    for (const diagnostic of result.diagnostics) {
      const index = rules.get(diagnostic.code) ?? rules.size;
      rules.set(diagnostic.code, index);
      results.push(found(diagnostic, result, index, publication));
    }
    return '';
  };
  const add = (result: CheckedFile): string => {
    artifacts.push({ location: artifact(result.path, publication), sourceLanguage: 'sequitur' });
    failures.push(...failure(result, publication));
    if (shard !== null)
      summaries.push(
        ...result.summaries.map((summary) => shownSummary(summary, publication.places)),
      );
    if (result.release !== null) releases.add(result.release);
    if (result.asOf !== null) dates.add(result.asOf);
    return across(result);
  };
  const end = (): string => {
    const driver = {
      name: 'Sequitur',
      version: publication.tool,
      semanticVersion: publication.tool,
      ...(publication.home === null ? {} : { informationUri: publication.home }),
      shortDescription: {
        text: 'Does this step of a treatment sequence follow from the evidence?',
      },
      rules: [...rules.keys()].map((code) => rule(code, publication)),
    };
    const run: Run = {
      tool: { driver },
      columnKind: 'utf16CodeUnits',
      originalUriBaseIds: { [sourceRoot]: rootLocation(publication.root) },
      invocations: [
        { executionSuccessful: failures.length === 0, toolExecutionNotifications: failures },
      ],
      artifacts,
      results,
      properties: {
        releases: [...releases].sort(),
        evidenceAsOf: [...dates].sort(),
        ...(shard === null ? {} : { shard, summaries }),
      },
    };
    const log: Log = {
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: [run],
    };
    return `${JSON.stringify(log, null, 2)}\n`;
  };
  return { add, across, end };
}

function rule(code: string, { address }: Publication): ReportingDescriptor {
  if (!isCode(code)) return { id: code };
  const { title, severity, family } = catalogue[code];
  const helpUri = address(code);
  return {
    id: code,
    shortDescription: { text: title },
    fullDescription: { text: `${title}.` },
    help: { text: pages[code], markdown: pages[code] },
    ...(helpUri === null ? {} : { helpUri }),
    defaultConfiguration: { level: levels[severity] },
    properties: {
      tags: ['evidence', family],
      'problem.severity':
        severity === 'information' || severity === 'hint' ? 'recommendation' : severity,
    },
  };
}

function found(
  diagnostic: CheckedDiagnostic,
  { path, release }: Findings,
  ruleIndex: number,
  publication: Publication,
): Result {
  const key = fingerprintOf(publication.places.display(path), diagnostic);
  const fixes = diagnostic.fixes.filter(({ edits }) => edits.length > 0);
  return {
    ruleId: diagnostic.code,
    ruleIndex,
    level: levels[diagnostic.severity],
    message: { text: sentences(diagnostic) },
    locations: [{ physicalLocation: physical(path, diagnostic.range, publication) }],
    ...(diagnostic.related.length === 0
      ? {}
      : { relatedLocations: related(diagnostic, publication) }),
    // The second name is the one that GitHub compares; both follow the transition and not the line.
    partialFingerprints: { 'sequiturTransition/v1': key, primaryLocationLineHash: `${key}:1` },
    suppressions: suppressionsOf(diagnostic),
    ...(diagnostic.baseline ? { baselineState: 'unchanged' as const } : {}),
    ...(fixes.length === 0 ? {} : { fixes: fixes.map((fix) => repair(fix, path, publication)) }),
    properties: {
      severity: diagnostic.severity,
      facts: diagnostic.facts,
      notes: diagnostic.notes.map(({ label, text }) => `${label}: ${text}`),
      ...(release === null ? {} : { release }),
    },
  };
}

function suppressionsOf({
  accepted,
  baseline,
}: CheckedDiagnostic): NonNullable<Result['suppressions']> {
  if (accepted !== null) return [{ kind: 'inSource', status: 'accepted', justification: accepted }];
  return baseline
    ? [{ kind: 'external', status: 'accepted', justification: 'In the baseline of the project.' }]
    : [];
}

function repair(
  fix: CheckedFix,
  path: string,
  publication: Publication,
): NonNullable<Result['fixes']>[number] {
  const replacements = fix.edits.map(({ range, text }) => ({
    deletedRegion: humanRange(range),
    insertedContent: { text },
  }));
  return {
    description: { text: fix.title },
    artifactChanges: [{ artifactLocation: artifact(path, publication), replacements }],
    properties: { safe: fix.safe },
  };
}

function related(diagnostic: CheckedDiagnostic, publication: Publication): Location[] {
  return diagnostic.related.map(({ path, range, message }, id) => {
    return { id, message: { text: message }, physicalLocation: physical(path, range, publication) };
  });
}

function failure(result: CheckedFile, publication: Publication): Notification[] {
  if (result.error === null) return [];
  const location = { physicalLocation: { artifactLocation: artifact(result.path, publication) } };
  return [{ level: 'error', message: { text: result.error }, locations: [location] }];
}

/** Without the lines of the file, the place is the file. */
function physical(
  path: string,
  range: PlaceRange | null,
  publication: Publication,
): PhysicalLocation {
  const artifactLocation = artifact(path, publication);
  return range === null ? { artifactLocation } : { artifactLocation, region: humanRange(range) };
}

function artifact(path: string, { places }: Publication): ArtifactLocation {
  const shown = places.display(path);
  return { uri: uriOf(shown), ...(isRelative(shown) ? { uriBaseId: sourceRoot } : {}) };
}
