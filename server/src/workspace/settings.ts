/**
 * What a file is judged by: its directives, with the command line above them and the configuration
 * below. Each value knows where it came from, so that `--print-config` and a message can say so.
 */
import type { Base, IsoDate } from '../evidence/base-types.ts';
import { isDate } from '../evidence/dates.ts';
import { gradingIds } from '../evidence/generated/grading-ids.ts';
import type { GradingId } from '../evidence/gradings.ts';
import type * as syntax from '../syntax/tree.ts';
import { suggest } from '../text/names.ts';
import type { FileSettings } from './file-settings.ts';
import { type Report, suggestions } from './problems.ts';

/** Regions whose authorities the base can name. */
export const regions = ['EU', 'US', 'UK', 'JP', 'CN', 'CA', 'AU', 'CH'] as const;
type RegionCode = (typeof regions)[number];
/** What a bracket without `here` can grade. */
export const gradedThings = ['agent', 'position'] as const;
/** What a bracket without `here` grades. */
export type GradedThing = (typeof gradedThings)[number];

/** What the configuration or the command line may set for a file. */
export interface Preset {
  readonly asOf?: IsoDate | undefined;
  readonly grading?: GradingId | undefined;
  readonly grades?: GradedThing | undefined;
  readonly region?: RegionCode | undefined;
}
/** Where a setting comes from, the strongest first. */
export type Origin = 'command line' | 'file' | 'configuration' | 'release' | 'default';

interface Setting<Value> {
  readonly value: Value;
  readonly from: Origin;
}
/** The settings of a file, each with where it comes from. */
export interface SettingsWithOrigin {
  readonly asOf: Setting<IsoDate>;
  readonly grading: Setting<GradingId>;
  readonly grades: Setting<GradedThing>;
  readonly region: Setting<RegionCode | null>;
}

/** The directives of one file; what cannot be meant is reported and left out. */
export interface Directives extends Preset {
  readonly title: string | null;
  readonly pack: string | null;
  readonly pinnedRelease: string | null;
}

/** The directives of a file with their values. Of one that is given twice the first counts. */
export function readDirectives(source: syntax.SourceFile, base: Base, report: Report): Directives {
  const first = <Kind extends syntax.Directive['kind']>(
    kind: Kind,
  ): Extract<syntax.Directive, { kind: Kind }> | undefined =>
    source.directives.find(
      (directive): directive is Extract<syntax.Directive, { kind: Kind }> =>
        directive.kind === kind,
    );
  const evidence = first('evidence');
  return {
    title: first('guideline')?.title?.value ?? null,
    pack: evidence?.pack?.value ?? null,
    pinnedRelease: readRelease(evidence, base, report),
    asOf: readDate(evidence?.asOf ?? null, report),
    grading: readGrading(first('grading')?.system ?? null, base, report),
    grades: oneOf(gradedThings, first('grades')?.of ?? null),
    region: readRegion(first('region')?.name ?? null, report),
  };
}

/** Command line, file, configuration, release or default: the first that says something. */
export function settingsOf(
  directives: Directives,
  base: Base,
  configuration: Preset = {},
  commandLine: Preset = {},
): SettingsWithOrigin {
  const pick = <Key extends keyof Preset>(key: Key): Setting<NonNullable<Preset[Key]>> | null => {
    const layers = [
      [commandLine, 'command line'],
      [directives, 'file'],
      [configuration, 'configuration'],
    ] as const;
    for (const [layer, from] of layers) {
      const value = layer[key];
      if (value !== undefined) return { value, from };
    }
    return null;
  };
  return {
    asOf: pick('asOf') ?? { value: base.release.date, from: 'release' },
    grading: pick('grading') ?? { value: 'esmo', from: 'default' },
    grades: pick('grades') ?? { value: 'agent', from: 'default' },
    region: pick('region') ?? { value: null, from: 'default' },
  };
}

/** The settings without their origins, and the title. */
export function fileSettings(directives: Directives, settings: SettingsWithOrigin): FileSettings {
  const { from } = settings.asOf;
  return {
    title: directives.title,
    region: settings.region.value,
    pack: directives.pack,
    pinnedRelease: directives.pinnedRelease,
    asOf: settings.asOf.value,
    asOfFrom: from === 'default' ? 'release' : from,
    grading: settings.grading.value,
    grades: settings.grades.value,
  };
}

function readDate(date: syntax.DateLiteral | null, report: Report): IsoDate | undefined {
  if (date === null || isDate(date.text)) return date?.text;
  const params = {
    attribute: '`as of`',
    value: date.text,
    allowed: 'a day of the calendar, such as 2026-06-30',
    near: '',
  };
  report({ code: 'impossible-value', span: { start: date.start, end: date.end }, params });
  return undefined;
}

/**
 * The base by its name, and a release by its id or by what follows the name: `pnet-2026.2`,
 * `2026.2`.
 */
function readRelease(
  evidence: Extract<syntax.Directive, { kind: 'evidence' }> | undefined,
  base: Base,
  report: Report,
): string | null {
  const { release } = base;
  const unknown = (word: syntax.Word, what: string): void =>
    report({
      code: 'unknown-release',
      span: { start: word.start, end: word.end },
      params: { name: word.text, what, release: release.id },
    });
  if (
    evidence?.base != null &&
    ![release.base, release.id].some((name) => sameWord(name, evidence.base?.text ?? ''))
  )
    unknown(evidence.base, 'base');
  const named = evidence?.release ?? null;
  if (named === null)
    return evidence?.base != null && sameWord(evidence.base.text, release.id) ? release.id : null;
  const known = [release.id, ...release.changelog.map((entry) => entry.release)];
  const found = known.find(
    (id) => sameWord(id, named.text) || sameWord(id, `${release.base}-${named.text}`),
  );
  if (found === undefined) unknown(named, 'release');
  return found ?? named.text;
}

function readRegion(name: syntax.Word | null, report: Report): RegionCode | undefined {
  if (name === null) return undefined;
  const found = regions.find((region) => sameWord(region, name.text));
  if (found === undefined) {
    report({
      code: 'unknown-name',
      span: { start: name.start, end: name.end },
      params: { what: 'region', name: name.text, ...suggestions(suggest(name.text, regions)) },
    });
  }
  return found;
}

/** The system that a name of the base means: `esmo`, `oxford-2009`, `ENETS`. */
function readGrading(name: syntax.Word | null, base: Base, report: Report): GradingId | undefined {
  if (name === null || name.text === '') return undefined;
  const found = base.gradings.named(name.text);
  if (found === undefined) {
    const near = suggestions(
      suggest(
        name.text,
        base.gradings.all.map(({ id }) => id),
      ),
    );
    const { start, end, text } = name;
    report({
      code: 'unknown-name',
      span: { start, end },
      params: { what: 'grading system', name: text, ...near },
    });
  }
  return gradingIds.find((id) => id === found?.id);
}

/** A misspelt word was reported by the parser and counts as what it was meant to be. */
function oneOf<Word extends string>(
  words: readonly Word[],
  written: syntax.Word | null,
): Word | undefined {
  if (written === null) return undefined;
  const near = suggest(written.text, words)[0];
  return words.find((word) => sameWord(word, written.text)) ?? words.find((word) => word === near);
}
function sameWord(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
