/**
 * Look-ups over the vocabulary: what a name means, what stands above and below a term, and in which
 * order components are joined.
 */

import { Recent } from '../text/bounded-cache.ts';
import { normaliseName, suggest } from '../text/names.ts';
import { ANY_SYSTEMIC, NO_THERAPY, type Vocabulary } from './base-data.ts';
import type { AttributeGroup, TermId, TreatmentMeaning } from './base-types.ts';
import type { Agent, AgentClass, Attribute, Regimen, Tumour, Variant } from './schema/schema.ts';

interface Named {
  readonly id: string;
  readonly label?: string | undefined;
  readonly synonyms?: readonly string[] | undefined;
  readonly brands?: readonly string[] | undefined;
}

/** Every spelling of an entry: its id, label, synonyms and brands. */
export function namesOf(entry: Named): string[] {
  const label = entry.label === undefined ? [] : [entry.label];
  return [entry.id, ...label, ...(entry.synonyms ?? []), ...(entry.brands ?? [])];
}

function byName<T extends Named>(entries: readonly T[]): Map<string, T> {
  const found = new Map<string, T>();
  for (const entry of entries) {
    for (const name of namesOf(entry)) {
      const key = normaliseName(name);
      if (!found.has(key)) found.set(key, entry);
    }
  }
  return found;
}

const byId = <T extends { readonly id: string }>(entries: readonly T[]): Map<string, T> =>
  new Map(entries.map((entry) => [entry.id, entry]));

/** An entry of an index that is made on first use. */
function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** A name that can be written in a document, where a word has no spaces. */
const isWord = (name: string): boolean => /^[\p{L}\p{N}]+(?:[-_./][\p{L}\p{N}]+)*$/u.test(name);

const NO_CLASSES: ReadonlySet<TermId> = new Set();

/** Letters and digits from which a misspelling is told from another name. */
const SHORTEST_SUGGESTED = 5;

/** Unknown terms are joined after all others. */
const LAST = Number.MAX_SAFE_INTEGER;

export class Terms {
  readonly #vocabulary: Vocabulary;
  readonly #agents: ReadonlyMap<TermId, Agent>;
  readonly #variants: ReadonlyMap<TermId, Variant>;
  readonly #classes: ReadonlyMap<TermId, AgentClass>;
  readonly #tumours: ReadonlyMap<string, Tumour>;
  readonly #ancestors = new Map<TermId, ReadonlySet<TermId>>();
  readonly #members = new Map<TermId, readonly TermId[]>();
  readonly #regimenClasses = new Map<string, ReadonlySet<TermId>>();
  readonly #tumourAncestors = new Map<string, ReadonlySet<string>>();
  readonly #treatments = lazily(() => this.#indexTreatments());
  readonly #tumourNames = lazily(() => byName(this.#vocabulary.tumours));
  readonly #attributeNames = lazily(() => byName(this.#vocabulary.attributes));
  readonly #order = lazily(() => this.#indexOrder());
  /** All that may be written for a treatment. */
  readonly #spellings = lazily(() => {
    const { agents, variants, classes, regimens } = this.#vocabulary;
    return [...agents, ...variants, ...classes, ...regimens]
      .flatMap((entry: Named) => namesOf(entry))
      .filter(isWord);
  });
  /** What is misspelt is asked for at every key, until it is spelt. */
  readonly #suggested = new Recent<string, readonly string[]>(100);

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary;
    this.#agents = byId(vocabulary.agents);
    this.#variants = byId(vocabulary.variants);
    this.#classes = byId(vocabulary.classes);
    this.#tumours = byId(vocabulary.tumours);
  }

  /** What a treatment name in a document means, by letters and digits in any case. */
  treatment(name: string): TreatmentMeaning | undefined {
    return this.#treatments().get(normaliseName(name));
  }

  tumour(name: string): Tumour | undefined {
    return this.#tumourNames().get(normaliseName(name));
  }

  attribute(name: string): Attribute | undefined {
    return this.#attributeNames().get(normaliseName(name));
  }

  /** The canonical id of a value, for attributes with listed values and for the tumour. */
  attributeValue(attribute: Attribute, name: string): string | undefined {
    if (attribute.kind === 'tumour') return this.tumour(name)?.id;
    const wanted = normaliseName(name);
    return attribute.values?.find((value) =>
      namesOf(value).some((spelling) => normaliseName(spelling) === wanted),
    )?.id;
  }

  /** A name for several values of an attribute: `unresectable`. */
  attributeGroup(attribute: Attribute, name: string): AttributeGroup | undefined {
    const wanted = normaliseName(name);
    return attribute.groups?.find((group) =>
      namesOf(group).some((spelling) => normaliseName(spelling) === wanted),
    );
  }

  /**
   * Names near a misspelt one, one for each treatment they mean. Below five letters everything is
   * near another drug, and nothing is suggested.
   */
  suggestTreatment(name: string): readonly string[] {
    const known = this.#suggested.get(name);
    if (known !== undefined) return known;
    if (normaliseName(name).length < SHORTEST_SUGGESTED) return [];
    const seen = new Set<string>();
    const found = suggest(name, this.#spellings()).filter((spelling) => {
      const id = this.treatment(spelling)?.id ?? spelling;
      return seen.has(id) ? false : seen.add(id);
    });
    this.#suggested.set(name, found);
    return found;
  }

  label(term: TermId): string {
    if (term === ANY_SYSTEMIC) return 'any systemic therapy';
    if (term === NO_THERAPY) return 'no systemic therapy';
    return (
      (this.#agents.get(term) ?? this.#variants.get(term) ?? this.#classes.get(term))?.label ?? term
    );
  }

  order(term: TermId): number {
    return this.#order().get(term) ?? LAST;
  }

  isClass(term: TermId): boolean {
    return this.#classes.has(term);
  }

  /** An unknown treatment counts as systemic: it is appraised, and found to be unknown. */
  isSystemic(term: TermId): boolean {
    return this.#agents.get(term)?.systemic ?? true;
  }

  isKnown(term: TermId): boolean {
    return (
      term === ANY_SYSTEMIC ||
      term === NO_THERAPY ||
      this.#agents.has(term) ||
      this.#variants.has(term) ||
      this.#classes.has(term)
    );
  }

  /**
   * The term, the agent or class a variant belongs to, all classes and their parents, and
   * `any-systemic`.
   */
  ancestors(term: TermId): ReadonlySet<TermId> {
    const known = this.#ancestors.get(term);
    if (known !== undefined) return known;
    const found = new Set<TermId>();
    const visit = (next: TermId): void => {
      if (found.has(next)) return;
      found.add(next);
      const variant = this.#variants.get(next);
      if (variant !== undefined) visit(variant.of);
      for (const id of this.#agents.get(next)?.classes ?? []) visit(id);
      for (const id of this.#classes.get(next)?.parents ?? []) visit(id);
    };
    visit(term);
    if (term !== NO_THERAPY && this.isKnown(term) && this.isSystemic(term)) found.add(ANY_SYSTEMIC);
    this.#ancestors.set(term, found);
    return found;
  }

  /** Classes, with their parents, of the regimens whose active agents are all among these. */
  regimenClasses(agents: readonly TermId[]): ReadonlySet<TermId> {
    if (agents.length < 2) return NO_CLASSES;
    const key = agents.join(' ');
    let found = this.#regimenClasses.get(key);
    if (found === undefined) {
      const held = this.#vocabulary.regimens.filter(({ components }) =>
        components.every(({ agent, role }) => role === 'backbone' || agents.includes(agent)),
      );
      const classes = held.flatMap((regimen) => regimen.classes ?? []);
      found = new Set(classes.flatMap((id) => [...this.ancestors(id)]));
      this.#regimenClasses.set(key, found);
    }
    return found;
  }

  /** Agents, each followed by its variants, then the variants of a class as a whole. */
  members(classId: TermId): readonly TermId[] {
    const known = this.#members.get(classId);
    if (known !== undefined) return known;
    const { agents, variants } = this.#vocabulary;
    const found = [...agents, ...variants]
      .map((entry) => entry.id)
      .filter((id) => id !== classId && this.ancestors(id).has(classId))
      .sort((left, right) => this.order(left) - this.order(right));
    this.#members.set(classId, found);
    return found;
  }

  interchangeable(a: TermId, b: TermId): TermId | undefined {
    if (a === b || this.isClass(a) || this.isClass(b)) return undefined;
    const shared = this.ancestors(b);
    return [...this.ancestors(a)].find(
      (id) => shared.has(id) && this.#classes.get(id)?.interchangeable === true,
    );
  }

  tumourAncestors(tumour: string): ReadonlySet<string> {
    const known = this.#tumourAncestors.get(tumour);
    if (known !== undefined) return known;
    const found = new Set<string>();
    const visit = (next: string): void => {
      if (found.has(next)) return;
      found.add(next);
      for (const parent of this.#tumours.get(next)?.parents ?? []) visit(parent);
    };
    visit(tumour);
    this.#tumourAncestors.set(tumour, found);
    return found;
  }

  #indexTreatments(): Map<string, TreatmentMeaning> {
    const { agents, variants, classes, regimens } = this.#vocabulary;
    const meanings: readonly (readonly [Named, TreatmentMeaning])[] = [
      ...agents.map((agent) => [agent, { kind: 'agent', id: agent.id, agent }] as const),
      ...variants.map(
        (variant) => [variant, { kind: 'variant', id: variant.id, variant }] as const,
      ),
      ...classes.map((entry) => [entry, { kind: 'class', id: entry.id, class: entry }] as const),
      ...regimens.map(
        (regimen: Regimen) => [regimen, { kind: 'regimen', id: regimen.id, regimen }] as const,
      ),
    ];
    const found = new Map<string, TreatmentMeaning>();
    for (const [entry, meaning] of meanings) {
      for (const name of namesOf(entry)) {
        const key = normaliseName(name);
        if (!found.has(key)) found.set(key, meaning);
      }
    }
    return found;
  }

  /** A variant comes right after its agent, a class right before the first of its members. */
  #indexOrder(): Map<TermId, number> {
    const { agents, variants, classes } = this.#vocabulary;
    const found = new Map<TermId, number>(agents.map((agent, index) => [agent.id, index]));
    for (const entry of classes) {
      const first = agents.findIndex((agent) => this.ancestors(agent.id).has(entry.id));
      found.set(entry.id, first < 0 ? agents.length : first - 0.5);
    }
    for (const variant of variants)
      found.set(variant.id, (found.get(variant.of) ?? LAST - 1) + 0.25);
    return found;
  }
}
