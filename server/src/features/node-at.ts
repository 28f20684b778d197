/**
 * Every word of a file that means something, with what it means where it stands. Hover, definition,
 * references, highlighting, semantic tokens and links all ask this list, so that no two of them
 * read the tree differently.
 */
import type {
  Accept,
  Avoidance,
  Claim,
  Clause,
  Criterion,
  Declaration,
  Directive,
  Grade,
  History,
  Path,
  PathNode,
  Preference,
  Regimen,
  SourceFile,
  Span,
  Step,
  Trigger,
  Value,
  Word,
} from '../syntax/tree.ts';
import { normaliseName } from '../text/names.ts';

/** What a claim or a regimen belongs to. */
export type Owner = Step | Preference | Avoidance;
/** Why a treatment is named. */
type TreatmentRole = 'step' | 'with' | 'optional' | 'after' | 'prefer' | 'avoid';

type Meaning =
  | {
      readonly kind: 'treatment';
      readonly word: Word;
      readonly regimen: Regimen;
      readonly role: TreatmentRole;
      readonly owner: Owner | null;
    }
  | { readonly kind: 'citation'; readonly key: string; readonly owner: Owner }
  | { readonly kind: 'grade'; readonly grade: Grade; readonly here: boolean; readonly owner: Owner }
  | { readonly kind: 'arrow'; readonly node: PathNode }
  | { readonly kind: 'attribute'; readonly criterion: Criterion }
  | { readonly kind: 'value'; readonly value: Value; readonly criterion: Criterion }
  | { readonly kind: 'population'; readonly word: Word; readonly declares: boolean }
  | { readonly kind: 'sequence'; readonly word: Word; readonly declares: boolean }
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly use: 'import' | 'bibliography' | 'pack';
    }
  | { readonly kind: 'trigger'; readonly word: Word }
  | { readonly kind: 'outcome'; readonly word: Word }
  | { readonly kind: 'code'; readonly word: Word }
  | { readonly kind: 'source'; readonly word: Word; readonly owner: Step }
  | { readonly kind: 'setting'; readonly directive: Directive; readonly text: string }
  | { readonly kind: 'keyword'; readonly text: string };
/** What stands at an offset, and what it is there. */
export type Place = Span & Meaning;

const remembered = new WeakMap<SourceFile, readonly Place[]>();

/** All places of a file in their order. Places do not overlap. */
export function places(source: SourceFile): readonly Place[] {
  let found = remembered.get(source);
  if (found === undefined) {
    found = new Collector(source).collect();
    remembered.set(source, found);
  }
  return found;
}

/**
 * The place an offset is in, or that ends there; where two touch, the one that begins. `null` in
 * white space, comments and free text.
 */
export function placeAt(source: SourceFile, offset: number): Place | null {
  const list = places(source);
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const place = list[low - 1];
  return place !== undefined && offset <= place.end ? place : null;
}

class Collector {
  readonly #source: SourceFile;
  readonly #places: Place[] = [];

  constructor(source: SourceFile) {
    this.#source = source;
  }

  collect(): readonly Place[] {
    for (const directive of this.#source.directives) this.#directive(directive);
    for (const declaration of this.#source.declarations) this.#declaration(declaration);
    const claimed = this.#places.slice().sort(byStart);
    let next = 0;
    // Words that no node claims are the keywords between them.
    for (const token of this.#source.tokens) {
      if (token.kind !== 'word') continue;
      while ((claimed[next]?.end ?? Number.POSITIVE_INFINITY) <= token.start) next++;
      const place = claimed[next];
      if (place !== undefined && place.start <= token.start) continue;
      this.#add(token, { kind: 'keyword', text: this.#source.text.slice(token.start, token.end) });
    }
    return this.#places.sort(byStart);
  }

  #add(span: Span, meaning: Meaning): void {
    if (span.end > span.start) this.#places.push({ ...meaning, start: span.start, end: span.end });
  }

  #name(kind: 'population' | 'sequence', word: Word | null, declares: boolean): void {
    if (word !== null) this.#add(word, { kind, word, declares });
  }

  #directive(directive: Directive): void {
    const file = (
      literal: (Span & { readonly value: string }) | null,
      use: 'import' | 'bibliography' | 'pack',
    ) => {
      if (literal !== null) this.#add(literal, { kind: 'file', path: literal.value, use });
    };
    const setting = (word: (Span & { readonly text: string }) | null) => {
      if (word !== null) this.#add(word, { kind: 'setting', directive, text: word.text });
    };
    switch (directive.kind) {
      case 'guideline':
        return;
      case 'region':
        setting(directive.name);
        return;
      case 'import':
        file(directive.path, 'import');
        return;
      case 'bibliography':
        file(directive.path, 'bibliography');
        return;
      case 'evidence':
        setting(directive.base);
        file(directive.pack, 'pack');
        setting(directive.release);
        setting(directive.asOf);
        return;
      case 'grading':
        setting(directive.system);
        return;
      case 'grades':
        setting(directive.of);
        return;
      case 'accept':
        this.#accept(directive);
        return;
    }
  }

  #declaration(declaration: Declaration): void {
    switch (declaration.kind) {
      case 'population':
        this.#name('population', declaration.name, true);
        this.#name('population', declaration.within, false);
        for (const criterion of declaration.criteria) this.#criterion(criterion);
        for (const accept of declaration.accepts) this.#accept(accept);
        return;
      case 'sequence':
        this.#name('sequence', declaration.name, true);
        this.#name('population', declaration.for, false);
        this.#history(declaration.after);
        if (declaration.path !== null) this.#path(declaration.path);
        return;
      case 'preference':
        this.#sides(declaration);
        this.#name('population', declaration.for, false);
        for (const claim of declaration.claims) this.#claim(claim, declaration);
        return;
      case 'avoidance':
        if (declaration.regimen !== null) this.#regimen(declaration.regimen, 'avoid', declaration);
        this.#name('population', declaration.for, false);
        this.#history(declaration.after);
        for (const claim of declaration.claims) this.#claim(claim, declaration);
        return;
    }
  }

  /**
   * A side that names no sequence of this file is a treatment, unless an import may have the
   * sequence.
   */
  #sides(preference: Preference): void {
    const { declarations, directives } = this.#source;
    const sequences = new Set(
      declarations.flatMap(({ kind, ...rest }) =>
        kind === 'sequence' && 'name' in rest ? [normaliseName(rest.name?.text ?? '')] : [],
      ),
    );
    const imports = directives.some(({ kind }) => kind === 'import');
    const { first, second, regimens } = preference;
    const names = [first, second].filter((side) => side !== null);
    const known = names.some((side) => sequences.has(normaliseName(side.text)));
    if (regimens === null || known || (imports && !names.some(({ text }) => text.includes('+'))))
      for (const side of names) {
        const regimen = side === first ? regimens?.first : regimens?.second;
        if (regimen !== undefined && regimen.treatments.length > 1)
          this.#regimen(regimen, 'prefer', preference);
        else this.#name('sequence', side, false);
      }
    else
      for (const side of [regimens.first, regimens.second])
        this.#regimen(side, 'prefer', preference);
  }

  #history(history: History | null): void {
    for (const alternatives of history?.steps ?? [])
      for (const regimen of alternatives) this.#regimen(regimen, 'after', null);
  }

  #regimen(regimen: Regimen, role: TreatmentRole, owner: Owner | null): void {
    for (const word of regimen.treatments)
      this.#add(word, { kind: 'treatment', word, regimen, role, owner });
  }

  /** Choices nest as deep as the parser allows, which is bounded. */
  #path(path: Path): void {
    for (const node of path.nodes) {
      if (node.arrow !== null) this.#add(node.arrow, { kind: 'arrow', node });
      if (node.trigger !== null) this.#trigger(node.trigger);
      if (node.kind === 'step') {
        this.#regimen(node.regimen, 'step', node);
        for (const clause of node.clauses) this.#clause(clause, node);
        continue;
      }
      for (const branch of node.branches) {
        for (const criterion of branch.condition?.criteria ?? []) this.#criterion(criterion);
        if (branch.path !== null) this.#path(branch.path);
      }
      for (const accept of node.accepts) this.#accept(accept);
    }
  }

  #trigger(trigger: Trigger): void {
    for (const word of trigger.events) this.#add(word, { kind: 'trigger', word });
  }

  #clause(clause: Clause, step: Step): void {
    switch (clause.kind) {
      case 'trigger':
        this.#trigger(clause);
        return;
      case 'with':
        this.#regimen(clause.regimen, 'with', step);
        return;
      case 'optionally':
        this.#regimen(clause.regimen, 'optional', step);
        return;
      case 'rechallenge':
      case 'dose':
        return;
      case 'here':
        if (clause.grade !== null)
          this.#add(clause.grade, { kind: 'grade', grade: clause.grade, here: true, owner: step });
        return;
      case 'extrapolated':
        if (clause.from !== null)
          this.#add(clause.from, { kind: 'source', word: clause.from, owner: step });
        return;
      default:
        this.#claim(clause, step);
        return;
    }
  }

  #claim(claim: Claim, owner: Owner): void {
    switch (claim.kind) {
      case 'grade':
        this.#add(claim.grade, { kind: 'grade', grade: claim.grade, here: false, owner });
        return;
      case 'citation':
        this.#add(claim, { kind: 'citation', key: claim.key, owner });
        return;
      case 'improves':
        for (const word of claim.outcomes) this.#add(word, { kind: 'outcome', word });
        return;
      case 'accept':
        this.#accept(claim);
        return;
      case 'because':
      case 'caution':
      case 'verb':
      case 'consensus':
        return;
    }
  }

  #accept(accept: Accept): void {
    if (accept.code !== null) this.#add(accept.code, { kind: 'code', word: accept.code });
  }

  #criterion(criterion: Criterion): void {
    this.#add(criterion.attribute, { kind: 'attribute', criterion });
    const value = (value: Value) => this.#add(value, { kind: 'value', value, criterion });
    switch (criterion.test?.form) {
      case 'comparison':
        value(criterion.test.value);
        return;
      case 'range':
        value(criterion.test.low);
        value(criterion.test.high);
        return;
      case 'list':
        for (const one of criterion.test.values) value(one);
        return;
      case undefined:
        return;
    }
  }
}

const byStart = (a: Span, b: Span) => a.start - b.start;
