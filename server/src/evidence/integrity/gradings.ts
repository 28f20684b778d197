/**
 * Rules about grading systems and the ladder: every word resolves, and every ceiling has a level in
 * every system that judges.
 */
import { normaliseName } from '../../text/names.ts';
import { gradingNames, levelIn, splitGrade, strengthIn } from '../gradings.ts';
import { ceilingIds, conventionIds, rungCodes } from '../ladder-ids.ts';
import type { Grading } from '../schema/schema.ts';
import type { Rule } from './rule.ts';

const fileOf = (grading: Grading): string => `gradings/${grading.id}.yaml`;

/** The names of an entry that another one before it has already. */
function* repeatedNames(
  entries: readonly { readonly code: string; readonly synonyms?: readonly string[] | undefined }[],
): Generator<{ readonly index: number; readonly name: string; readonly owner: string }> {
  const owners = new Map<string, string>();
  for (const [index, entry] of entries.entries()) {
    for (const name of [entry.code, ...(entry.synonyms ?? [])]) {
      const owner = owners.get(normaliseName(name));
      if (owner === undefined) owners.set(normaliseName(name), entry.code);
      else if (owner !== entry.code) yield { index, name, owner };
    }
  }
}

/**
 * Names of systems, and within a system of its levels and of its strengths, mean one thing each.
 */
export const gradingNamesAreUnique: Rule = function* ({ data }) {
  const owners = new Map<string, string>();
  const help = 'Remove or change one of the two names.';
  for (const grading of data.gradings) {
    const place = { file: fileOf(grading), at: grading.id };
    for (const name of gradingNames(grading)) {
      const owner = owners.get(normaliseName(name));
      if (owner !== undefined && owner !== grading.id)
        yield { ...place, path: ['id'], message: `"${name}" already means ${owner}`, help };
      owners.set(normaliseName(name), grading.id);
    }
    for (const list of ['levels', 'strengths'] as const) {
      for (const { index, name, owner } of repeatedNames(grading[list]))
        yield { ...place, path: [list, index], message: `"${name}" already means ${owner}`, help };
    }
  }
};

/**
 * A definition was read (a quote), or says that none could be; a level without its sub-level
 * follows from those it covers.
 */
export const gradesAreDefined: Rule = function* ({ data }) {
  for (const grading of data.gradings) {
    for (const list of ['levels', 'strengths'] as const) {
      for (const [index, entry] of grading[list].entries()) {
        const covers = 'covers' in entry ? entry.covers : undefined;
        const given = [entry.quote, entry.unseen, covers].filter((one) => one !== undefined);
        const place = { file: fileOf(grading), path: [list, index], at: grading.id };
        if (given.length !== 1)
          yield {
            ...place,
            message: `${entry.code} needs a quote of its definition, or says why there is none`,
            help: 'Give one of quote, unseen and covers.',
          };
        for (const code of covers ?? []) {
          const covered = grading.levels.findIndex((level) => level.code === code);
          if (covered < 0 || covered >= index)
            yield {
              ...place,
              message: `${entry.code} covers ${code}, which is no level before it`,
              help: 'Name levels that stand above it.',
            };
        }
        if (entry.quote !== undefined && (entry.source ?? grading.source) === undefined)
          yield {
            ...place,
            message: `the quote of ${entry.code} has no source`,
            help: 'Give the entry or the file a source.',
          };
      }
    }
  }
};

/** The forms of combined words split their own examples into words of the system. */
export const combinedWordsSplit: Rule = function* ({ data }) {
  for (const grading of data.gradings) {
    for (const [index, { pattern, example }] of (grading.combined ?? []).entries()) {
      const split = splitsAlone(grading, index, example);
      if (
        split !== null &&
        levelIn(grading, split.level) !== null &&
        strengthIn(grading, split.strength) !== null
      )
        continue;
      yield {
        file: fileOf(grading),
        path: ['combined', index],
        at: grading.id,
        message: `${pattern} does not split ${example} into a level and a strength of ${grading.label}`,
        help: 'Name the groups level and strength, and give an example that fits.',
      };
    }
  }
};

function splitsAlone(grading: Grading, index: number, example: string) {
  try {
    return splitGrade({ ...grading, combined: grading.combined?.slice(index, index + 1) }, example);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/**
 * Each ceiling means one level in each system that judges, given by the ladder or by the system's
 * own file, and not by both.
 */
export const ceilingsAreMapped: Rule = function* ({ data }) {
  for (const grading of data.gradings) {
    const known = (level: string | null): boolean =>
      level === null || grading.levels.some(({ code }) => code === level);
    const place = { file: fileOf(grading), path: ['ceilings'], at: grading.id };
    for (const [index, { id, levels }] of data.ladder.ceilings.entries()) {
      const own = grading.ceilings?.[id];
      const given = levels[grading.id];
      if (grading.judged && (own === undefined) === (given === undefined))
        yield {
          ...place,
          message: `the ceiling ${id} needs one level in ${grading.label}, not ${own === undefined ? 'none' : 'two'}`,
          help: 'Give it in ladder.yaml or in the file of the system.',
        };
      if (own !== undefined && !known(own.level))
        yield {
          ...place,
          message: `${own.level} is no level of ${grading.label}`,
          help: 'Use a code of its levels.',
        };
      if (own?.by === 'convention' && own.reason === undefined)
        yield { ...place, message: `the convention for ${id} has no reason`, help: 'Say why.' };
      if (given !== undefined && !known(given.level))
        yield {
          ...{ file: 'ladder.yaml', path: ['ceilings', index], at: id },
          ...{
            message: `${given.level} is no level of ${grading.label}`,
            help: 'Use a code of its levels.',
          },
        };
    }
    const ids: readonly string[] = ceilingIds;
    for (const id of Object.keys(grading.ceilings ?? {}))
      if (!ids.includes(id))
        yield {
          ...place,
          message: `"${id}" is no ceiling of the ladder`,
          help: 'Use an id of ladder.yaml.',
        };
  }
};

/** Display-only conversions lead from levels of the system to levels of another. */
export const conversionsResolve: Rule = function* ({ data }) {
  for (const grading of data.gradings) {
    if (grading.conversions === undefined) continue;
    const { to, levels } = grading.conversions;
    const target = data.gradings.find(({ id }) => id === to);
    for (const [from, level] of Object.entries(levels)) {
      const ends = [
        ...(levelIn(grading, from) === null ? [`${from} is no level of ${grading.label}`] : []),
        ...(target === undefined
          ? [`"${to}" is no grading system`]
          : levelIn(target, level) === null
            ? [`${level} is no level of ${target.label}`]
            : []),
      ];
      for (const message of ends)
        yield {
          ...{ file: fileOf(grading), path: ['conversions'], at: grading.id },
          ...{ message, help: 'Use codes of the two systems.' },
        };
    }
  }
};

/**
 * The ladder declares everything that code names, once, and is the one that the release was made
 * with.
 */
export const ladderIsComplete: Rule = function* ({ data }) {
  const { ladder, release } = data;
  const lists: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['rungs', rungCodes, ladder.rungs.map(({ code }) => code)],
    ['ceilings', ceilingIds, ladder.ceilings.map(({ id }) => id)],
    ['conventions', conventionIds, ladder.conventions.map(({ id }) => id)],
  ];
  const place = { file: 'ladder.yaml', at: 'ladder' };
  for (const [list, expected, found] of lists) {
    for (const id of expected) {
      const count = found.filter((one) => one === id).length;
      if (count !== 1)
        yield {
          ...place,
          path: [list],
          message: `${id} is declared ${count === 0 ? 'nowhere' : `${count} times`}`,
          help: `Declare it once under ${list}.`,
        };
    }
  }
  if (ladder.version !== release.ladder)
    yield {
      ...place,
      path: ['version'],
      message: `the release was made with ladder ${release.ladder}, and this is ${ladder.version}`,
      help: 'Make the two agree.',
    };
  for (const [index, { levels, id }] of ladder.ceilings.entries()) {
    for (const system of Object.keys(levels)) {
      if (!data.gradings.some((grading) => grading.id === system))
        yield {
          ...{ file: 'ladder.yaml', path: ['ceilings', index], at: id },
          ...{ message: `"${system}" is no grading system`, help: 'Use an id of gradings/*.yaml.' },
        };
    }
  }
};
