/**
 * Records of ClinicalTrials.gov as its API (version 2) and *Download → JSON* give them, read by
 * paths. A value that is missing or of another kind reads as nothing: files of others may hold
 * anything.
 */

type Json = Readonly<Record<string, unknown>>;
const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A part of a record, and the path to it: `protocolSection.designModule`. */
export class Part {
  readonly path: string;
  readonly #value: unknown;

  constructor(value: unknown, path: string) {
    this.#value = value;
    this.path = path;
  }

  at(...names: readonly string[]): Part {
    return names.reduce(
      (part, name) =>
        new Part(
          isJson(part.#value) && Object.hasOwn(part.#value, name) ? part.#value[name] : undefined,
          part.path === '' ? name : `${part.path}.${name}`,
        ),
      this as Part,
    );
  }
  /** The parts of a list; none for anything else. */
  get items(): readonly Part[] {
    return Array.isArray(this.#value)
      ? this.#value.map((value, index) => new Part(value, `${this.path}[${index}]`))
      : [];
  }
  /** Text or a number as written, without blanks around it; `''` for anything else. */
  get text(): string {
    return typeof this.#value === 'string' || typeof this.#value === 'number'
      ? String(this.#value).trim()
      : '';
  }
  /** A number, also one that is written as text: `"0.46"`, `"1,210"`. */
  get number(): number | null {
    const text = this.text.replace(/(?<=\d),(?=\d{3}\b)/g, '');
    return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : null;
  }
  get exists(): boolean {
    return this.#value !== undefined && this.#value !== null;
  }
}

export type TrialsRead =
  | { readonly kind: 'trials'; readonly trials: readonly [Part, ...Part[]] }
  /** `reason` is a sentence. */
  | { readonly kind: 'broken'; readonly reason: string };

const ofOtherVersion =
  "It is a record of ClinicalTrials.gov's former API. Save its JSON anew: Download → JSON on the page of the study.";

/** The studies of a file; `null` for JSON that is nothing of ClinicalTrials.gov. */
export function trialsIn(value: unknown): TrialsRead | null {
  const all: readonly unknown[] = Array.isArray(value)
    ? value
    : isJson(value) && Array.isArray(value.studies)
      ? value.studies
      : [value];
  if (isJson(value) && ('FullStudiesResponse' in value || 'StudyFieldsResponse' in value))
    return { kind: 'broken', reason: ofOtherVersion };
  if (all.some((one) => isJson(one) && ('Study' in one || 'ProtocolSection' in one)))
    return { kind: 'broken', reason: ofOtherVersion };
  const found = all.filter((one) => isJson(one) && isJson(one.protocolSection));
  if (found.length === 0) return null;
  const trials = found.map((one) => new Part(one, ''));
  const named = trials.filter(
    (trial) => trial.at('protocolSection', 'identificationModule', 'nctId').text !== '',
  );
  const [first, ...others] = named;
  return first === undefined
    ? { kind: 'broken', reason: 'Its study has no number (`nctId`).' }
    : { kind: 'trials', trials: [first, ...others] };
}
