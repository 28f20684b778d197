/** SARIF 2.1.0: findings for code scanning, with their evidence, their repairs, and what was accepted and why. */
import type { Artifact, ArtifactLocation, Location, Log, Notification, PhysicalLocation, ReportingDescriptor, Result, Run } from 'sarif';
import { catalogue, isCode } from '../checks/catalogue.ts';
import { pages } from '../checks/generated/pages.ts';
import type { Diagnostic, FileResult, Fix, Severity } from '../checks/model.ts';
import type { Span } from '../syntax/tree.ts';
import { Lines } from './lines.ts';
import { type CheckReport, fingerprintOf, humanRange, isRelative, linesOf, type Publication, sentences, uriOf } from './machine.ts';

const levels = { error: 'error', warning: 'warning', information: 'note', hint: 'note' } as const satisfies Record<Severity, Result.level>;

/** One log for the run, printed at its end. Rules are those that reported something, so that logs of many runs stay small. */
export function sarifReport(publication: Publication): CheckReport {
  const results: Result[] = [];
  const artifacts: Artifact[] = [];
  const failures: Notification[] = [];
  const rules = new Map<string, number>();
  const releases = new Set<string>();
  const dates = new Set<string>();
  const across = (result: FileResult): string => {
    const lines = linesOf(result);
    for (const diagnostic of result.diagnostics) {
      const index = rules.get(diagnostic.code) ?? rules.size;
      rules.set(diagnostic.code, index);
      results.push(found(diagnostic, result, lines, index, publication));
    }
    return '';
  };
  const add = (result: FileResult): string => {
    artifacts.push({ location: artifact(result.path, publication), sourceLanguage: 'sequitur' });
    failures.push(...failure(result, publication));
    if (result.bound !== null) {
      releases.add(result.base.release.id);
      dates.add(result.bound.settings.asOf);
    }
    return across(result);
  };
  const end = (): string => {
    const driver = {
      name: 'Sequitur',
      version: publication.tool,
      semanticVersion: publication.tool,
      shortDescription: { text: 'Does this step of a treatment sequence follow from the evidence?' },
      rules: [...rules.keys()].map((code) => rule(code, publication)),
    };
    const run: Run = {
      tool: { driver },
      columnKind: 'utf16CodeUnits',
      invocations: [{ executionSuccessful: failures.length === 0, toolExecutionNotifications: failures }],
      artifacts,
      results,
      properties: { releases: [...releases].sort(), evidenceAsOf: [...dates].sort() },
    };
    const log: Log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
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
      'problem.severity': severity === 'information' || severity === 'hint' ? 'recommendation' : severity,
    },
  };
}

function found(diagnostic: Diagnostic, result: FileResult, lines: Lines, ruleIndex: number, publication: Publication): Result {
  const { places } = publication;
  const key = fingerprintOf(places.display(result.path), diagnostic);
  return {
    ruleId: diagnostic.code,
    ruleIndex,
    level: levels[diagnostic.severity],
    message: { text: sentences(diagnostic) },
    locations: [{ physicalLocation: physical(result.path, diagnostic.span, lines, publication) }],
    ...(diagnostic.related.length === 0 ? {} : { relatedLocations: related(diagnostic, result, lines, publication) }),
    // The second name is the one that GitHub compares; both follow the transition and not the line.
    partialFingerprints: { 'sequiturTransition/v1': key, primaryLocationLineHash: `${key}:1` },
    suppressions: diagnostic.accepted === null ? [] : [{ kind: 'inSource', status: 'accepted', justification: diagnostic.accepted }],
    ...(diagnostic.fixes.length === 0 ? {} : { fixes: diagnostic.fixes.map((fix) => repair(fix, result.path, lines, publication)) }),
    properties: {
      severity: diagnostic.severity,
      facts: diagnostic.facts,
      notes: diagnostic.notes.map(({ label, text }) => `${label}: ${text}`),
      release: result.base.release.id,
    },
  };
}

function repair(fix: Fix, path: string, lines: Lines, publication: Publication): NonNullable<Result['fixes']>[number] {
  const replacements = fix.edits.map(({ span, text }) => ({ deletedRegion: humanRange(lines, span), insertedContent: { text } }));
  return {
    description: { text: fix.title },
    artifactChanges: [{ artifactLocation: artifact(path, publication), replacements }],
    properties: { safe: fix.safe },
  };
}

function related(diagnostic: Diagnostic, result: FileResult, lines: Lines, publication: Publication): Location[] {
  return diagnostic.related.map(({ file, span, message }, id) => {
    const text = file === result.path ? undefined : publication.places.text(file);
    const known = file === result.path ? lines : text === undefined ? null : new Lines(text);
    return { id, message: { text: message }, physicalLocation: physical(file, span, known, publication) };
  });
}

function failure(result: FileResult, publication: Publication): Notification[] {
  if (result.error === null) return [];
  const location = { physicalLocation: { artifactLocation: artifact(result.path, publication) } };
  return [{ level: 'error', message: { text: result.error }, locations: [location] }];
}

/** Without the lines of the file, the place is the file. */
function physical(path: string, span: Span, lines: Lines | null, publication: Publication): PhysicalLocation {
  const artifactLocation = artifact(path, publication);
  return lines === null ? { artifactLocation } : { artifactLocation, region: humanRange(lines, span) };
}

function artifact(path: string, { places }: Publication): ArtifactLocation {
  const shown = places.display(path);
  return { uri: uriOf(shown), ...(isRelative(shown) ? { uriBaseId: '%SRCROOT%' } : {}) };
}
