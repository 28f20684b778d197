/**
 * Files of one project that disagree: the same two treatments in both orders, or a recommendation
 * in one file against which another advises, for patients who belong to both. It looks at summaries
 * alone, so no file is read twice, and the work grows with their number.
 *
 * No alarm where disagreement is on purpose: a file that gives both orders itself offers
 * alternatives, a preference decides, files as of different dates tell of different times, and
 * advice against a treatment for a special group is an exception from the rule.
 */
import type { Base } from '../../evidence/base-types.ts';
import { regionFrom } from '../../model/plain-region.ts';
import { contains, overlaps, type Region } from '../../model/population.ts';
import { spaceOf } from '../../model/space.ts';
import type { FilePath } from '../../workspace/file-settings.ts';
import { wordsOf } from '../catalogue/catalogue.ts';
import type { Diagnostic, RelatedPlace } from '../result-types.ts';
import { conflictCode, pairOf } from './file-summary.ts';
import type { Advice, FileSummary, Order } from './summary-types.ts';

interface Conflict {
  readonly path: FilePath;
  readonly diagnostic: Diagnostic;
}
interface Place<Said> {
  readonly file: FileSummary;
  readonly said: Said;
}
/** More places than these make no message clearer. */
const mostRelated = 3;

/**
 * By file in the order given, and by place. Summaries of one path (the files of one document) count
 * as one file.
 */
export function conflictsOf(summaries: readonly FileSummary[], base: Base): readonly Conflict[] {
  const projects = new Map<string, FileSummary[]>();
  for (const summary of summaries) {
    const key = `${summary.project}\n${summary.asOf}`;
    const group = projects.get(key);
    if (group === undefined) projects.set(key, [summary]);
    else group.push(summary);
  }
  const found = [...projects.values()].flatMap((files) => {
    const meet = new Meeting(base);
    return [...ordersInConflict(files, meet), ...adviceInConflict(files, meet)];
  });
  const position = new Map(summaries.map(({ path }, index) => [path, index]));
  return found.sort(
    (left, right) =>
      (position.get(left.path) ?? 0) - (position.get(right.path) ?? 0) ||
      left.diagnostic.span.start - right.diagnostic.span.start,
  );
}

function ordersInConflict(files: readonly FileSummary[], meet: Meeting): readonly Conflict[] {
  const settled = new Set(files.flatMap((file) => file.settled));
  const pairs = new Map<string, Place<Order>[]>();
  for (const file of files) {
    for (const said of file.orders) {
      const pair = pairOf(said.after, said.treatment);
      if (settled.has(pair)) continue;
      const places = pairs.get(pair);
      if (places === undefined) pairs.set(pair, [{ file, said }]);
      else places.push({ file, said });
    }
  }
  return [...pairs.values()].flatMap((places) => {
    const alternatives = pathsWithBoth(places);
    const plain = places.filter(({ file }) => !alternatives.has(file.path));
    const forwards = plain.filter(({ said }) => said.after < said.treatment);
    const backwards = plain.filter(({ said }) => said.after > said.treatment);
    const conflicts = (
      ours: readonly Place<Order>[],
      theirs: readonly Place<Order>[],
    ): readonly Conflict[] =>
      firstPerFile(ours, theirs, meet, () => true).map(({ own, others }) => {
        const { said } = own;
        const [other = own] = others;
        const problem = `${said.afterLabel} comes before ${said.label} here, and after it in ${nameOf(other.file.path)}, for patients who belong to both.`;
        return conflict(
          own,
          others,
          problem,
          pairOf(said.after, said.treatment),
          ({ said: { sequence } }) =>
            sequence === '' ? 'the other order' : `the other order, in ${sequence}`,
        );
      });
    return [...conflicts(forwards, backwards), ...conflicts(backwards, forwards)];
  });
}

/** The files that give both orders of the pair. */
function pathsWithBoth(places: readonly Place<Order>[]): ReadonlySet<FilePath> {
  const first = new Map<FilePath, string>();
  const both = new Set<FilePath>();
  for (const { file, said } of places) {
    const known = first.get(file.path);
    if (known === undefined) first.set(file.path, said.treatment);
    else if (known !== said.treatment) both.add(file.path);
  }
  return both;
}

function adviceInConflict(files: readonly FileSummary[], meet: Meeting): readonly Conflict[] {
  const recommended = byTreatment(files, (file) => file.recommended);
  const against = byTreatment(files, (file) => file.against);
  return [...against].flatMap(([treatment, theirs]) => {
    const ours = recommended.get(treatment) ?? [];
    const disagree = (own: Place<Advice>, other: Place<Advice>): boolean =>
      inOnePlace(own.said, other.said) && !meet.isException(other, own);
    const turned = (own: Place<Advice>, other: Place<Advice>): boolean => disagree(other, own);
    return [
      ...firstPerFile(ours, theirs, meet, disagree).map(({ own, others }) => {
        const [other = own] = others;
        const problem = `${own.said.label} is recommended here, and ${nameOf(other.file.path)} advises against it, for patients who belong to both.`;
        return conflict(own, others, problem, `for ${treatment}`, () => 'advised against');
      }),
      ...firstPerFile(theirs, ours, meet, turned).map(({ own, others }) => {
        const [other = own] = others;
        const problem = `${own.said.label} is advised against here, and recommended in ${nameOf(other.file.path)}, for patients who belong to both.`;
        return conflict(own, others, problem, `against ${treatment}`, () => 'recommended');
      }),
    ];
  });
}

function byTreatment(
  files: readonly FileSummary[],
  of: (file: FileSummary) => readonly Advice[],
): ReadonlyMap<string, readonly Place<Advice>[]> {
  const places = new Map<string, Place<Advice>[]>();
  for (const file of files) {
    for (const said of of(file)) {
      const known = places.get(said.treatment);
      if (known === undefined) places.set(said.treatment, [{ file, said }]);
      else known.push({ file, said });
    }
  }
  return places;
}

/**
 * Advice against a treatment after a history concerns the steps that have all of it, and come
 * directly after its last treatment.
 */
function inOnePlace(recommended: Advice, against: Advice): boolean {
  if (against.anywhere) return true;
  return (
    against.after === recommended.after &&
    against.history.every((treatment) => recommended.history.includes(treatment))
  );
}

/**
 * For each file of `ours` its first place that disagrees with places of other files, with the first
 * of those.
 */
function firstPerFile<Said extends Order | Advice>(
  ours: readonly Place<Said>[],
  theirs: readonly Place<Said>[],
  meet: Meeting,
  disagree: (own: Place<Said>, other: Place<Said>) => boolean,
): readonly { readonly own: Place<Said>; readonly others: readonly Place<Said>[] }[] {
  const found = new Map<
    FilePath,
    { readonly own: Place<Said>; readonly others: readonly Place<Said>[] }
  >();
  // Places of one population and one history meet the same others, so the search is made once for
  // each kind and not for each file.
  const searched = new Map<string, readonly Place<Said>[]>();
  for (const own of ours) {
    if (found.has(own.file.path)) continue;
    const kind = `${meet.keyOf(own)}\n${own.said.after ?? ''}\n${'history' in own.said ? own.said.history.join('\n') : ''}`;
    let fitting = searched.get(kind);
    if (fitting === undefined) {
      fitting = firstOfFiles(theirs, (other) => meet.share(own, other) && disagree(own, other));
      searched.set(kind, fitting);
    }
    const others = fitting.filter(({ file }) => file.path !== own.file.path).slice(0, mostRelated);
    if (others.length > 0) found.set(own.file.path, { own, others });
  }
  return [...found.values()];
}

/** The first place of each file that fits, in no more files than a message needs beside its own. */
function firstOfFiles<Said>(
  places: readonly Place<Said>[],
  fits: (place: Place<Said>) => boolean,
): readonly Place<Said>[] {
  const first = new Map<FilePath, Place<Said>>();
  for (const place of places) {
    if (first.size > mostRelated) break;
    if (!first.has(place.file.path) && fits(place)) first.set(place.file.path, place);
  }
  return [...first.values()];
}

/** An `accept` on either side speaks for both. */
function conflict<Said extends Order | Advice>(
  own: Place<Said>,
  others: readonly Place<Said>[],
  problem: string,
  about: string,
  remark: (other: Place<Said>) => string,
): Conflict {
  const { file, said } = own;
  const related = others.map(
    (other): RelatedPlace => ({
      file: other.file.path,
      span: other.said.span,
      message: remark(other),
    }),
  );
  const accepted =
    said.accepted ?? others.find((other) => other.said.accepted !== null)?.said.accepted ?? null;
  return {
    path: file.path,
    diagnostic: {
      ...{
        code: conflictCode,
        severity: file.severity,
        span: said.span,
        ...wordsOf(conflictCode, { problem }),
      },
      ...{ notes: [], remark: null, related, facts: [], fixes: [], accepted },
      fingerprint: `${conflictCode}|${about}`,
    },
  };
}

const nameOf = (path: FilePath): string => path.slice(path.lastIndexOf('/') + 1);

/** Whether populations of two files share patients; each pair of populations is compared once. */
class Meeting {
  readonly #base: Base;
  readonly #regions = new Map<string, Region>();
  readonly #shared = new Map<string, boolean>();
  readonly #keys = new Map<FileSummary, Map<number, string>>();

  constructor(base: Base) {
    this.#base = base;
  }

  share(left: Place<Order | Advice>, right: Place<Order | Advice>): boolean {
    const key = `${this.keyOf(left)}\n${this.keyOf(right)}`;
    let shared = this.#shared.get(key);
    if (shared === undefined) {
      shared = overlaps(this.#region(left), this.#region(right));
      this.#shared.set(key, shared);
    }
    return shared;
  }

  /** Is the special group a part of the others, told apart by an attribute that they leave open? */
  isException(special: Place<Order | Advice>, others: Place<Order | Advice>): boolean {
    const narrow = this.#region(special);
    const wide = this.#region(others);
    return (
      [...narrow.stated].some((axis) => !wide.stated.has(axis)) &&
      contains(wide, narrow) &&
      !contains(narrow, wide)
    );
  }

  keyOf({ file, said: { region } }: Place<Order | Advice>): string {
    let keys = this.#keys.get(file);
    if (keys === undefined) {
      keys = new Map();
      this.#keys.set(file, keys);
    }
    let key = keys.get(region);
    if (key === undefined) {
      key = JSON.stringify(file.regions[region]);
      keys.set(region, key);
    }
    return key;
  }

  #region(place: Place<Order | Advice>): Region {
    const key = this.keyOf(place);
    let region = this.#regions.get(key);
    if (region === undefined) {
      const plain = place.file.regions[place.said.region] ?? { boxes: [], stated: [] };
      region = regionFrom(spaceOf(this.#base), plain);
      this.#regions.set(key, region);
    }
    return region;
  }
}
