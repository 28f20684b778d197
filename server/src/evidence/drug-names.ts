/**
 * Treatments that exist and are not appraised, by name; and what an entry adds to the agent that it
 * is about.
 */
import { normaliseName, suggest } from '../text/names.ts';
import type { EvidenceData } from './base-data.ts';
import type { Agent, DrugName, DrugNameGroup } from './schema/schema.ts';

interface KnownDrug {
  readonly id: string;
  readonly label: string;
  readonly kind: DrugNameGroup['kind'];
  /** The group it is listed in: `antibodies and antibody-drug conjugates`. */
  readonly group: string;
  readonly atc: string | null;
  /** Where the code was seen. */
  readonly source: string | null;
  readonly synonyms: readonly string[];
  readonly brands: readonly string[];
}

/** Every spelling of an entry. */
export const spellingsOf = (entry: DrugName): readonly string[] => [
  entry.id,
  ...(entry.label === undefined ? [] : [entry.label]),
  ...(entry.synonyms ?? []),
  ...(entry.brands ?? []),
];

export class DrugNames {
  readonly groups: readonly DrugNameGroup[];
  #byName: ReadonlyMap<string, KnownDrug> | undefined;
  #all: readonly KnownDrug[] | undefined;

  constructor(groups: readonly DrugNameGroup[]) {
    this.groups = groups;
  }

  /** In the order of the file. */
  get all(): readonly KnownDrug[] {
    this.#all ??= this.groups.flatMap((group) =>
      group.names.map(
        (entry): KnownDrug => ({
          id: entry.id,
          label: entry.label ?? entry.id.replaceAll('-', ' '),
          kind: group.kind,
          group: group.label,
          atc: entry.atc ?? null,
          source: entry.atc === undefined ? null : (group.source ?? null),
          synonyms: entry.synonyms ?? [],
          brands: entry.brands ?? [],
        }),
      ),
    );
    return this.#all;
  }

  /**
   * The names that a misspelt one is nearest to, among `others` and these. A drug that exists is no
   * misspelling of another, and one that is nearer than every other is what was meant.
   */
  nearest(name: string, others: readonly string[]): readonly string[] {
    if (others.length === 0 || this.named(name) !== undefined) return [];
    const [best] = suggest(name, [...this.#spellings(), ...others]);
    return best === undefined || others.includes(best) ? others : [best];
  }

  #spellings(): readonly string[] {
    return this.all.flatMap((drug) => [drug.label, ...drug.synonyms, ...drug.brands]);
  }

  /** What a name means, by letters and digits in any case. */
  named(name: string): KnownDrug | undefined {
    this.#byName ??= new Map(
      this.all.flatMap((drug) =>
        [drug.id, drug.label, ...drug.synonyms, ...drug.brands].map(
          (spelling) => [normaliseName(spelling), drug] as const,
        ),
      ),
    );
    return this.#byName.get(normaliseName(name));
  }
}

/**
 * The data with every entry that is about an agent or regimen of the base moved into it: an agent
 * gains the code and the names that it has not yet. What remains in the list is not appraised.
 */
export function withDrugNames(data: EvidenceData): EvidenceData {
  const entries = new Map(
    data.drugNames.flatMap(({ names }) => names.map((entry) => [entry.id, entry] as const)),
  );
  const appraised = new Set([...data.agents, ...data.regimens].map(({ id }) => id));
  return {
    ...data,
    agents: data.agents.map((agent) => {
      const entry = entries.get(agent.id);
      return entry === undefined ? agent : enriched(agent, entry);
    }),
    drugNames: data.drugNames
      .map((group) => ({ ...group, names: group.names.filter(({ id }) => !appraised.has(id)) }))
      .filter(({ names }) => names.length > 0),
  };
}

function enriched(agent: Agent, { atc, synonyms, brands }: DrugName): Agent {
  const known = new Set(
    [agent.id, agent.label, ...(agent.synonyms ?? []), ...(agent.brands ?? [])].map(normaliseName),
  );
  const added = (names: readonly string[] = []): readonly string[] =>
    names.filter((name) => !known.has(normaliseName(name)));
  const all = {
    synonyms: [...(agent.synonyms ?? []), ...added(synonyms)],
    brands: [...(agent.brands ?? []), ...added(brands)],
  };
  return {
    ...agent,
    ...(all.synonyms.length === 0 ? {} : { synonyms: all.synonyms }),
    ...(all.brands.length === 0 ? {} : { brands: all.brands }),
    ...(agent.atc === undefined && atc !== undefined
      ? { atc: { code: atc, verified: 'source' as const } }
      : {}),
  };
}
