/**
 * Where a citation goes when the reader asks for it at a place: behind the claim there, where the
 * grammar wants it.
 */
import type { Base } from '../../evidence/base-types.ts';
import type {
  Claim,
  Clause,
  Declaration,
  Path,
  SourceFile,
  Span,
  Step,
} from '../../syntax/tree.ts';
import type { Owner } from '../node-at.ts';
import type { TextEdit } from './fixes.ts';

type CitationPlace =
  | { readonly kind: 'edit'; readonly edit: TextEdit }
  | { readonly kind: 'present' }
  | { readonly kind: 'nowhere' };

/**
 * The edit that adds `@KEY` to the step, preference or avoidance at the offset, else to the one on
 * its line, else to the nearest step of the sequence. `present`: it cites that report already.
 * `nowhere`: nothing there can cite.
 */
export function citeAt(source: SourceFile, base: Base, offset: number, key: string): CitationPlace {
  const owner = ownerAt(source, offset);
  if (owner === null) return { kind: 'nowhere' };
  if (clausesOf(owner).some((clause) => clause.kind === 'citation' && same(base, clause.key, key)))
    return { kind: 'present' };
  const end = endOfClaim(owner);
  return { kind: 'edit', edit: { span: { start: end, end }, text: ` @${key}` } };
}

/** The citation in the text of a document, apart from the words beside it. */
export function citeInProse(text: string, offset: number, key: string): TextEdit {
  const before = /[^\s([{]$/.test(text.slice(Math.max(0, offset - 1), offset)) ? ' ' : '';
  const after = /^[\p{L}\p{N}_@"/-]/u.test(text.slice(offset, offset + 2)) ? ' ' : '';
  return { span: { start: offset, end: offset }, text: `${before}@${key}${after}` };
}

function same(base: Base, written: string, key: string): boolean {
  const [one, other] = [base.cite(written), base.cite(key)];
  return (
    written === key ||
    (one !== undefined && one.study === other?.study && one.report === other.report)
  );
}

function ownerAt({ declarations, text }: SourceFile, offset: number): Owner | null {
  const owners = declarations.flatMap(ownersOf);
  const from = (owner: Owner): number =>
    owner.kind === 'step' ? (owner.arrow?.start ?? owner.start) : owner.start;
  const around = owners.find((owner) => from(owner) <= offset && offset <= owner.end);
  if (around !== undefined) return around;
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const lineEnd = text.indexOf('\n', offset) < 0 ? text.length : text.indexOf('\n', offset);
  const onLine = owners.filter((owner) => from(owner) < lineEnd && owner.end > lineStart);
  const inside = declarations
    .filter(({ start, end }) => start <= offset && offset <= end)
    .flatMap(ownersOf);
  for (const near of [onLine, inside]) {
    const found = near.findLast((owner) => owner.end <= offset) ?? near[0];
    if (found !== undefined) return found;
  }
  return null;
}

function ownersOf(declaration: Declaration): readonly Owner[] {
  if (declaration.kind === 'sequence') return stepsOf(declaration.path);
  return declaration.kind === 'population' ? [] : [declaration];
}
function stepsOf(path: Path | null): readonly Step[] {
  return (path?.nodes ?? []).flatMap((node) =>
    node.kind === 'step' ? [node] : node.branches.flatMap((branch) => stepsOf(branch.path)),
  );
}
const clausesOf = (owner: Owner): readonly (Clause | Claim)[] =>
  owner.kind === 'step' ? owner.clauses : owner.claims;

/** Behind what is claimed, before the reasons, which stand on lines of their own. */
export function endOfClaim(owner: Owner): number {
  const clauses = clausesOf(owner);
  const last = clauses.findLast(
    ({ kind }) => kind !== 'because' && kind !== 'caution' && kind !== 'accept',
  );
  const ends = clauses
    .filter((clause) => last !== undefined && clause.end <= last.end)
    .map(({ end }) => end);
  return Math.max(headOf(owner).end, ...ends);
}
/** What stands before the clauses. */
function headOf(owner: Owner): Span {
  if (owner.kind === 'step') return owner.regimen;
  const parts: readonly (Span | null)[] =
    owner.kind === 'avoidance'
      ? [owner.regimen, owner.for, owner.after]
      : [owner.first, owner.second, owner.for];
  return { start: owner.start, end: Math.max(owner.start, ...parts.map((part) => part?.end ?? 0)) };
}
