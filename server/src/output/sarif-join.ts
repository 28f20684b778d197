/** Joins SARIF logs of parts of one work into one log with one run. */
import type { ArtifactLocation, Log, Result, Run } from 'sarif';
import type { Publication, Shard } from './machine-output.ts';
import type { CheckedSummary, Findings } from './portable-results.ts';
import { rootLocation, sarifReport, sourceRoot } from './sarif.ts';

interface JoinedSarif {
  /** The joined log with findings over several files. */
  readonly log: (publication: Publication, across: readonly Findings[]) => Log;
  /** Which part each log is; `null` for one that does not say. */
  readonly shards: readonly (Shard | null)[];
  readonly summaries: readonly CheckedSummary[];
}

/** Parts that ran on several machines have no root in common. */
function commonRoot(runs: readonly Run[]): ArtifactLocation {
  const roots = runs.map((run) => run.originalUriBaseIds?.[sourceRoot]);
  const [first] = roots;
  return first !== undefined && roots.every((root) => root?.uri === first.uri)
    ? first
    : rootLocation(null);
}

/** Joins logs of several runs into one, with each rule listed once. */
export function joinSarif(logs: readonly Log[]): JoinedSarif {
  const runs = logs.flatMap((log) => log.runs);
  const lists = (name: string): readonly unknown[] =>
    runs.flatMap((run) => {
      const value: unknown = run.properties?.[name];
      return Array.isArray(value) ? value : [];
    });
  return {
    shards: logs.map((log) => shardOf(log.runs[0])),
    // As one run sees them.
    summaries: lists('summaries')
      .filter(isSummary)
      .sort((left, right) => order(left.path, right.path)),
    log(publication, across) {
      const report = sarifReport(publication);
      for (const findings of across) report.across(findings);
      const over: Log = JSON.parse(report.end(null));
      const all = [...runs, ...over.runs];
      const [first] = all;
      const [whole] = over.runs;
      if (first === undefined || whole === undefined) return over;
      const ofFiles = runs
        .flatMap((run) => run.results ?? [])
        .sort((left, right) => order(placeOf(left), placeOf(right)));
      const results = [...ofFiles, ...(whole.results ?? [])];
      const { rules, indexes } = joinRules(all, results);
      const notifications = all.flatMap(
        (run) => run.invocations?.flatMap((each) => each.toolExecutionNotifications ?? []) ?? [],
      );
      const successful = all.every(
        (run) => run.invocations?.every((each) => each.executionSuccessful) ?? true,
      );
      const texts = (name: string): readonly unknown[] => [...new Set(lists(name))].sort();
      const run: Run = {
        ...first,
        tool: { ...first.tool, driver: { ...first.tool.driver, rules } },
        invocations: [
          { executionSuccessful: successful, toolExecutionNotifications: notifications },
        ],
        originalUriBaseIds: { [sourceRoot]: commonRoot(runs) },
        artifacts: all
          .flatMap((each) => each.artifacts ?? [])
          .sort((left, right) => order(left.location?.uri, right.location?.uri)),
        results: results.map((result) => reindexed(result, indexes)),
        properties: { releases: texts('releases'), evidenceAsOf: texts('evidenceAsOf') },
      };
      return { ...over, runs: [run] };
    },
  };
}

type Rules = NonNullable<Run['tool']['driver']['rules']>;

/** In the order in which the results need them. */
function joinRules(
  runs: readonly Run[],
  results: readonly Result[],
): { readonly rules: Rules; readonly indexes: ReadonlyMap<string, number> } {
  const known = new Map(
    runs.flatMap((run) => run.tool.driver.rules ?? []).map((rule) => [rule.id, rule]),
  );
  const indexes = new Map<string, number>();
  const rules: Rules = [];
  for (const { ruleId = '' } of results) {
    const rule = known.get(ruleId);
    if (rule === undefined || indexes.has(ruleId)) continue;
    indexes.set(ruleId, rules.length);
    rules.push(rule);
  }
  return { rules, indexes };
}

function reindexed(result: Result, indexes: ReadonlyMap<string, number>): Result {
  const index = indexes.get(result.ruleId ?? '');
  return index === undefined ? result : { ...result, ruleIndex: index };
}

/**
 * Results of one file stay in their order; files come in the order of their paths, as in one run.
 */
const placeOf = (result: Result): string | undefined =>
  result.locations?.[0]?.physicalLocation?.artifactLocation?.uri;
const order = (left = '', right = ''): number => (left < right ? -1 : left > right ? 1 : 0);

function shardOf(run: Run | undefined): Shard | null {
  const value: unknown = run?.properties?.shard;
  if (typeof value !== 'object' || value === null || !('index' in value) || !('of' in value))
    return null;
  const { index, of } = value;
  return typeof index === 'number' && typeof of === 'number' ? { index, of } : null;
}

function isSummary(value: unknown): value is CheckedSummary {
  return (
    typeof value === 'object' &&
    value !== null &&
    'orders' in value &&
    'places' in value &&
    'path' in value
  );
}
