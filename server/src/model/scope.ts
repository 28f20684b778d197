/**
 * The names that a file can use: its own populations and sequences, and those its imports declare
 * themselves. Both kinds have their own names. A population is worked out when it is first asked
 * for, so a shared file of many populations costs what is used of it.
 */
import type { Base } from '../evidence/base-types.ts';
import type * as syntax from '../syntax/tree.ts';
import { normaliseName, suggest } from '../text/names.ts';
import type { FilePath } from '../workspace/file-settings.ts';
import { type LoadedFiles, type ResolvedImport, resolveImports } from '../workspace/imports.ts';
import {
  aroundCircle,
  type ProjectProblem,
  type Report,
  suggestions,
} from '../workspace/problems.ts';
import { regionOfCriterion } from './criteria.ts';
import {
  everybody,
  excludingLink,
  inexact,
  intersect,
  isEmpty,
  projection,
  type Region,
} from './population.ts';
import { linkInWords } from './region-words.ts';
import { type Link, spaceOf } from './space.ts';
import { containsValues, finite } from './values.ts';

/** A declaration by its name, with the file that it stands in. */
export interface Declared<Declaration> {
  readonly declaration: Declaration;
  readonly name: string;
  readonly scope: Scope;
}
interface Narrowing {
  readonly declaration: syntax.PopulationDeclaration;
  readonly scope: Scope;
}
type Names<Declaration> = Map<string, Declared<Declaration>>;

/** What all scopes of one binding share. */
export interface World {
  readonly base: Base;
  readonly root: FilePath;
  readonly files: LoadedFiles;
  readonly scopes: Map<FilePath, Scope>;
}

const silent: Report = () => {};

/** The names that a file can use: its own, and those of its imports. */
export class Scope {
  readonly path: FilePath;
  readonly source: syntax.SourceFile;
  readonly imports: readonly ResolvedImport[];
  readonly populations: Names<syntax.PopulationDeclaration> = new Map();
  readonly sequences: Names<syntax.SequenceDeclaration> = new Map();
  readonly #world: World;
  readonly #report: Report;
  readonly #regions = new Map<syntax.PopulationDeclaration, Region>();
  readonly #used = new Set<syntax.PopulationDeclaration>();
  /** Those without a name, or with one that another has already. */
  readonly #withoutOwnName = new Set<syntax.Declaration>();
  #imported: {
    readonly populations: Names<syntax.PopulationDeclaration>;
    readonly sequences: Names<syntax.SequenceDeclaration>;
  } | null = null;

  /** With a silent report for an imported file, whose problems are told where it is open. */
  constructor(world: World, path: FilePath, source: syntax.SourceFile, report: Report = silent) {
    this.path = path;
    this.source = source;
    this.#world = world;
    this.#report = report;
    world.scopes.set(path, this);
    this.imports = resolveImports(world.root, path, source, world.files, report);
    for (const declaration of source.declarations) {
      if (declaration.kind === 'population')
        this.#declare(this.populations, 'population', declaration);
      else if (declaration.kind === 'sequence')
        this.#declare(this.sequences, 'sequence', declaration);
    }
  }

  get report(): Report {
    return this.#report;
  }
  get base(): Base {
    return this.#world.base;
  }

  /** Reports names that an import brings a second time. */
  checkImportedNames(): void {
    const imported = this.#imports();
    const clashes = (
      what: string,
      own: Names<syntax.Declaration>,
      others: Names<syntax.Declaration>,
    ): void => {
      for (const [key, mine] of own) {
        const other = others.get(key);
        const word = nameOf(mine.declaration);
        if (other !== undefined && word !== null) this.#report(duplicateName(what, word, other));
      }
    };
    clashes('population', this.populations, imported.populations);
    clashes('sequence', this.sequences, imported.sequences);
  }

  /**
   * The population of a name, reported if there is none. `null` also when an import that may have
   * it could not be read.
   */
  population(word: syntax.Word): Declared<syntax.PopulationDeclaration> | null {
    const found = this.#find(word, 'population', this.populations, this.#imports().populations);
    if (found?.scope === this) this.#used.add(found.declaration);
    return found;
  }
  sequence(word: syntax.Word): Declared<syntax.SequenceDeclaration> | null {
    return this.#find(word, 'sequence', this.sequences, this.#imports().sequences);
  }

  /** Is there a sequence of this name, here or in what is imported? */
  declaresSequence(word: syntax.Word): boolean {
    const key = normaliseName(word.text) || word.text;
    return this.sequences.has(key) || this.#imports().sequences.has(key);
  }

  /** The file's only population; without own ones, the only one that its imports bring. */
  onlyPopulation(): Declared<syntax.PopulationDeclaration> | null {
    const candidates = this.visiblePopulations();
    const [only] = candidates;
    if (only === undefined || candidates.length > 1) return null;
    if (only.scope === this) this.#used.add(only.declaration);
    return only;
  }
  visiblePopulations(): readonly Declared<syntax.PopulationDeclaration>[] {
    return [
      ...(this.populations.size > 0 ? this.populations : this.#imports().populations).values(),
    ];
  }
  /** A second population of the same name cannot be used, and is reported for its name alone. */
  isUsed(declaration: syntax.PopulationDeclaration): boolean {
    return this.#used.has(declaration) || this.#withoutOwnName.has(declaration);
  }

  /**
   * The patients of a population that this scope declares. In a circle of `within` nothing is
   * known, and nothing more is reported. A loop and no recursion: populations may lie in each other
   * as deep as a file is long.
   */
  region(declaration: syntax.PopulationDeclaration): Region {
    const known = this.#regions.get(declaration);
    if (known !== undefined) return known;
    const { inward, outermost } = this.#outward(declaration);
    let region = outermost;
    for (const each of inward.toReversed()) {
      region = each.scope.#narrowed(each.declaration, region);
      each.scope.#regions.set(each.declaration, region);
    }
    return region;
  }

  /**
   * The population and those it narrows, up to the first whose patients are known, and the patients
   * outside of that.
   */
  #outward(declaration: syntax.PopulationDeclaration): {
    readonly inward: readonly Narrowing[];
    readonly outermost: Region;
  } {
    const all = everybody(spaceOf(this.base));
    const inward: Narrowing[] = [];
    const places = new Map<syntax.PopulationDeclaration, number>();
    let at: Narrowing = { declaration, scope: this };
    for (;;) {
      places.set(at.declaration, inward.length);
      inward.push(at);
      if (at.declaration.within === null) return { inward, outermost: all };
      const outer = at.scope.population(at.declaration.within);
      if (outer === null) return { inward, outermost: inexact(all) };
      const circle = places.get(outer.declaration);
      if (circle !== undefined) {
        reportCircle(inward.slice(circle));
        return { inward, outermost: inexact(all) };
      }
      const known = outer.scope.#regions.get(outer.declaration);
      if (known !== undefined) return { inward, outermost: known };
      at = outer;
    }
  }

  #narrowed(declaration: syntax.PopulationDeclaration, outer: Region): Region {
    let region = outer;
    // What follows from a tumour holds wherever in the list it stands.
    const isTumour = (criterion: syntax.Criterion): boolean =>
      this.base.attribute(criterion.attribute.text)?.kind === 'tumour';
    const ordered = [
      ...declaration.criteria.filter(isTumour),
      ...declaration.criteria.filter((criterion) => !isTumour(criterion)),
    ];
    for (const criterion of ordered) {
      const asked = regionOfCriterion(this.base, criterion, this.#report);
      const narrower = intersect(region, asked);
      if (isEmpty(narrower) && !isEmpty(region)) {
        const { start, end } = criterion;
        const link = excludingLink(region, asked);
        const params = {
          name: declaration.name?.text ?? '',
          criterion: wordsOf(this.source.text, criterion),
          reason: link === null ? '' : linkInWords(region.space, link),
          near: link === null ? '' : impliedBy(this.base, link, asked),
          instead:
            declaration.criteria.find(
              (one) => this.base.attribute(one.attribute.text)?.id === link?.by,
            )?.attribute.text ?? '',
        };
        this.#report({ code: 'empty-population', span: { start, end }, params });
      }
      region = narrower;
    }
    return region;
  }

  #declare<Declaration extends syntax.PopulationDeclaration | syntax.SequenceDeclaration>(
    names: Names<Declaration>,
    what: string,
    declaration: Declaration,
  ): void {
    if (declaration.name === null || declaration.name.text === '') {
      this.#withoutOwnName.add(declaration);
      return;
    }
    const key = normaliseName(declaration.name.text) || declaration.name.text;
    const first = names.get(key);
    if (first !== undefined) {
      this.#report(duplicateName(what, declaration.name, first, this.path));
      this.#withoutOwnName.add(declaration);
    } else names.set(key, { declaration, name: declaration.name.text, scope: this });
  }

  #find<Declaration extends syntax.Declaration>(
    word: syntax.Word,
    what: string,
    own: Names<Declaration>,
    imported: Names<Declaration>,
  ): Declared<Declaration> | null {
    if (word.text === '') return null;
    const key = normaliseName(word.text) || word.text;
    const found = own.get(key) ?? imported.get(key);
    if (found !== undefined) return found;
    if (this.imports.some((each) => each.source === null)) return null;
    const names = [...own.values(), ...imported.values()].map((declared) => declared.name);
    this.#report({
      code: 'unknown-name',
      span: { start: word.start, end: word.end },
      params: { what, name: word.text, ...suggestions(suggest(word.text, names)) },
    });
    return null;
  }

  #imports(): {
    readonly populations: Names<syntax.PopulationDeclaration>;
    readonly sequences: Names<syntax.SequenceDeclaration>;
  } {
    if (this.#imported !== null) return this.#imported;
    const populations: Names<syntax.PopulationDeclaration> = new Map();
    const sequences: Names<syntax.SequenceDeclaration> = new Map();
    for (const { path, span, source } of this.imports) {
      if (source === null) continue;
      const scope = this.#world.scopes.get(path) ?? new Scope(this.#world, path, source);
      this.#merge('population', populations, scope.populations, span);
      this.#merge('sequence', sequences, scope.sequences, span);
    }
    this.#imported = { populations, sequences };
    return this.#imported;
  }
  #merge<Declaration extends syntax.Declaration>(
    what: string,
    into: Names<Declaration>,
    from: Names<Declaration>,
    span: syntax.Span,
  ): void {
    for (const [key, declared] of from) {
      const first = into.get(key);
      if (first === undefined) into.set(key, declared);
      else this.#report(duplicateName(what, { ...span, text: declared.name }, first));
    }
  }
}

/**
 * The value, as a document writes it, that implies what was asked for where another value excludes
 * it; `''` where none does.
 */
function impliedBy(base: Base, { by, on }: Link, asked: Region): string {
  const wanted = projection(asked, on);
  const implications = base.attributes.find(({ id }) => id === by)?.implies ?? [];
  const found = implications.find(
    ({ attribute, are }) =>
      attribute === on && wanted !== undefined && containsValues(finite(are), wanted),
  );
  return found?.values[0] ?? '';
}

/** At every population of a circle, the way around it. */
function reportCircle(circle: readonly Narrowing[]): void {
  const names = circle.map(({ declaration }) => declaration.name?.text ?? '');
  for (const [index, { declaration: member, scope }] of circle.entries()) {
    if (member.within === null || member.name === null) continue;
    const { start, end } = member.within;
    scope.report({
      code: 'population-cycle',
      span: { start, end },
      params: { name: member.name.text, cycle: aroundCircle(names, index) },
    });
  }
}

function nameOf(declaration: syntax.Declaration): syntax.Word | null {
  return declaration.kind === 'population' || declaration.kind === 'sequence'
    ? declaration.name
    : null;
}

function duplicateName(
  what: string,
  word: syntax.Word,
  first: Declared<syntax.Declaration>,
  here?: FilePath,
): ProjectProblem {
  const place = nameOf(first.declaration) ?? first.declaration;
  const file = first.scope.path;
  return {
    code: 'duplicate-name',
    span: { start: word.start, end: word.end },
    params: { what, name: word.text, first: file === here ? '' : file },
    related: [
      {
        file,
        span: { start: place.start, end: place.end },
        message: `The first ${what} of this name.`,
      },
    ],
  };
}

/** The text of a span on one line and without comments. */
export function wordsOf(text: string, span: syntax.Span): string {
  return text
    .slice(span.start, span.end)
    .replace(/(^|\s)#.*$/gm, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
