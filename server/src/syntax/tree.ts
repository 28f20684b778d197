import type { Span } from '../text/span.ts';

export type { Span };

/**
 * A part of a text that is read: a fenced block of a document. Where its lines have a margin that
 * is not white space (the `>` of a quotation), `lines` are the parts of the lines that are its own,
 * in order, and nothing between them is read.
 */
export interface Region extends Span {
  readonly lines?: readonly Span[];
}

/** The kinds of tokens that the scanner gives. */
export type TokenKind =
  | 'word'
  | 'number'
  | 'date'
  | 'string'
  | 'citation'
  | 'arrow'
  | 'operator'
  | 'range'
  | '{'
  | '}'
  | '['
  | ']'
  | ','
  | ':'
  | '+'
  | '%'
  | 'comment'
  /**
   * `±` or `+/-`, which is no token of the language: it is read so that one message can say what to
   * write.
   */
  | 'plus-minus'
  /** One side or the middle of a conflict that git left, up to its last marker: read by nothing. */
  | 'conflict'
  | 'unknown'
  | 'end';

/** A token of the text; comments are tokens, white space is what lies between tokens. */
export interface Token extends Span {
  readonly kind: TokenKind;
}

/**
 * A word as written: a name, keyword, treatment, attribute, value or code. `missing` words are
 * empty, at the place where one was expected.
 */
export interface Word extends Span {
  readonly text: string;
}
/** `value` has its escapes resolved and no quotes. */
export interface StringLiteral extends Span {
  readonly value: string;
  /** Its closing quotation mark is missing. */
  readonly unclosed?: true;
}
/** A date as it is written; whether such a day exists is asked by the binder. */
export interface DateLiteral extends Span {
  readonly text: string;
}

/** Without treatments where one was expected: the parser has reported it, and nothing is judged. */
export interface Regimen extends Span {
  readonly treatments: readonly Word[];
}
/** A bracket: level and strength. */
export interface Grade extends Span {
  /** The grading system that the bracket names; null for the file's. */
  readonly system: Word | null;
  /** `very low` is two words. */
  readonly level: readonly Word[];
  readonly strength: Word | null;
}
/** An acceptance of a finding; its reason may be missing. */
export interface Accept extends Span {
  readonly kind: 'accept';
  readonly code: Word | null;
  readonly reason: StringLiteral | null;
}

/** A comparison as the formatter writes it. */
export type Operator = '<' | '<=' | '>' | '>=' | '=';
/** A value of a criterion as it is written. */
export type Value = Span &
  (
    | { readonly form: 'word'; readonly text: string }
    /** `text` is the number as written, without the percent sign. */
    | {
        readonly form: 'number';
        readonly value: number;
        readonly percent: boolean;
        readonly text: string;
      }
    | { readonly form: 'within'; readonly amount: number; readonly unit: Word | null }
  );
/** One statement about patients: `grade G1, G2`. */
export interface Criterion extends Span {
  readonly kind: 'criterion';
  readonly negated: boolean;
  readonly attribute: Word;
  readonly test:
    | { readonly form: 'comparison'; readonly operator: Operator; readonly value: Value }
    | { readonly form: 'range'; readonly low: Value; readonly high: Value }
    | { readonly form: 'list'; readonly values: readonly Value[] }
    | null;
}
/** Criteria of a branch, all of one joiner. */
export interface Condition extends Span {
  readonly joiner: 'and' | 'or' | null;
  readonly criteria: readonly Criterion[];
}

/** Why the treatment before ended: `on progression or intolerance`. */
export interface Trigger extends Span {
  readonly kind: 'trigger';
  /** progression, intolerance, completion, symptoms, relapse — as written. */
  readonly events: readonly Word[];
}
/** GRADE's verbs for a strong and for a weak recommendation. */
export type Verb = 'recommended' | 'suggested';
/** A clause by which a step, a preference or an avoidance says what it rests on. */
export type Claim =
  | (Span & { readonly kind: 'grade'; readonly grade: Grade })
  | (Span & { readonly kind: 'citation'; readonly key: string /* without @ */ })
  | (Span & { readonly kind: 'because'; readonly text: StringLiteral | null })
  | (Span & { readonly kind: 'caution'; readonly text: StringLiteral | null })
  /** `recommended` or `suggested`: a strength without a bracket. */
  | (Span & { readonly kind: 'verb'; readonly verb: Verb })
  | (Span & { readonly kind: 'improves'; readonly outcomes: readonly Word[] })
  | (Span & {
      readonly kind: 'consensus';
      readonly agreed: number | null;
      readonly asked: number | null;
      readonly percent: number | null;
      readonly text: StringLiteral | null;
    })
  | Accept;
/** What follows the treatments of a step. */
export type Clause =
  | Trigger
  | (Span & { readonly kind: 'with'; readonly regimen: Regimen })
  /** `optionally with`: printed, and never part of what was given. */
  | (Span & { readonly kind: 'optionally'; readonly regimen: Regimen })
  | (Span & { readonly kind: 'dose'; readonly text: StringLiteral | null })
  | (Span & { readonly kind: 'rechallenge' })
  | (Span & { readonly kind: 'here'; readonly grade: Grade | null })
  | (Span & { readonly kind: 'extrapolated'; readonly from: Word | null })
  | Claim;

/** Treatments that are given together, with their clauses. */
export interface Step extends Span {
  readonly kind: 'step';
  /** The arrow before it, an empty span where it was forgotten; `null` for a first step. */
  readonly arrow: Span | null;
  /** A trigger written before the regimen: `-> on progression everolimus`. */
  readonly trigger: Trigger | null;
  readonly regimen: Regimen;
  readonly clauses: readonly Clause[];
}
/** One way of a choice, with the condition for it. */
export interface Branch extends Span {
  /** Span of the word `preferred`, if the option has it. */
  readonly preferred: Span | null;
  /** Written with `unless`: the branch is for all who do not meet the condition. */
  readonly negated: boolean;
  readonly condition: Condition | null;
  /** Span of the word `otherwise`, if it is that branch. */
  readonly otherwise: Span | null;
  /** `null` for `nothing`. */
  readonly path: Path | null;
}
/** `one of { … }` or `any of { … }`. */
export interface Choice extends Span {
  readonly kind: 'choice';
  readonly arrow: Span | null;
  readonly trigger: Trigger | null;
  readonly form: 'one-of' | 'any-of';
  readonly branches: readonly Branch[];
  readonly accepts: readonly Accept[];
}
/** A place in a path. */
export type PathNode = Step | Choice;
/** Steps and choices in their order. */
export interface Path extends Span {
  readonly nodes: readonly PathNode[];
}

/** A line at the top that rules its file. */
export type Directive =
  | (Span & { readonly kind: 'guideline'; readonly title: StringLiteral | null })
  | (Span & { readonly kind: 'region'; readonly name: Word | null })
  | (Span & {
      readonly kind: 'import' | 'bibliography';
      readonly path: StringLiteral | null;
      /**
       * Where a document around the blocks names the file and not a directive of theirs: the file
       * itself.
       */
      readonly target?: string;
      /** What is wrong with it is told in the document that names it. */
      readonly toldElsewhere?: true;
    })
  | (Span & {
      readonly kind: 'evidence';
      readonly base: Word | null;
      readonly pack: StringLiteral | null;
      readonly release: Word | null;
      readonly asOf: DateLiteral | null;
    })
  | (Span & { readonly kind: 'grading'; readonly system: Word | null })
  | (Span & { readonly kind: 'grades'; readonly of: Word | null })
  | Accept;

/** To whom sequences apply. */
export interface PopulationDeclaration extends Span {
  readonly kind: 'population';
  readonly name: Word | null;
  readonly title: StringLiteral | null;
  readonly within: Word | null;
  readonly criteria: readonly Criterion[];
  readonly accepts: readonly Accept[];
}
/** `after ssa -> everolimus or sunitinib`: steps in order, each a list of alternatives. */
export interface History extends Span {
  readonly steps: readonly (readonly Regimen[])[];
}
/** Treatments in their order, and for whom they are meant. */
export interface SequenceDeclaration extends Span {
  readonly kind: 'sequence';
  readonly name: Word | null;
  readonly title: StringLiteral | null;
  readonly for: Word | null;
  readonly after: History | null;
  /** `after any`, or `any line`: what came before is not said. The span of the words. */
  readonly unsaid: (Span & { readonly kind: 'after-any' | 'any-line' }) | null;
  readonly path: Path | null;
}
/** One order, or one treatment, over another. */
export interface Preference extends Span {
  readonly kind: 'preference';
  /** A sequence or a treatment, as written on one line: which of them it is, its names say. */
  readonly first: Word | null;
  readonly second: Word | null;
  /** Both sides as treatments; null where one is missing. */
  readonly regimens: { readonly first: Regimen; readonly second: Regimen } | null;
  readonly for: Word | null;
  readonly claims: readonly Claim[];
}
/** A recommendation against a treatment. */
export interface Avoidance extends Span {
  readonly kind: 'avoidance';
  readonly regimen: Regimen | null;
  readonly for: Word | null;
  readonly after: History | null;
  readonly claims: readonly Claim[];
}
/** What stands behind the directives. */
export type Declaration = PopulationDeclaration | SequenceDeclaration | Preference | Avoidance;

/** A repair that the parser offers; an author looks at it before it is made. */
export interface SyntaxFix {
  /** `` Write `dose "30 mg"` ``. */
  readonly title: string;
  readonly edits: readonly { readonly span: Span; readonly text: string }[];
}
/** What the parser could not read: place, reason and next step, in the reader's language. */
export interface SyntaxProblem extends Span {
  readonly message: string;
  /** The next step, if there is more to say than the message does. */
  readonly help: string | null;
  /** `syntax`, or another code where the parser is the one who sees it. */
  readonly code:
    | 'syntax'
    | 'repeated-clause'
    | 'duplicate-directive'
    | 'bidirectional-text'
    | 'invisible-character'
    | 'file-too-large';
  readonly fixes?: readonly SyntaxFix[];
}

/** The tree of a file; with its tokens it prints back the text. */
export interface SourceFile extends Span {
  readonly kind: 'file';
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly directives: readonly Directive[];
  readonly declarations: readonly Declaration[];
  readonly errors: readonly SyntaxProblem[];
}
