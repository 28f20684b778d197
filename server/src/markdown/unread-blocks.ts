/**
 * What looks like a block of Sequitur in a document and is not read as one. An author who misspells
 * a fence would otherwise see a document without findings. What stands in a longer fence or a
 * comment is meant to be shown or left out, and is no such block.
 */
import { parse, postprocess, preprocess } from 'micromark';
import { frontmatter } from 'micromark-extension-frontmatter';
import type { Span } from '../syntax/tree.ts';
import type { Block } from './block.ts';
import { type Lookalike, lookalikesIn } from './fence-opening.ts';

/** What looks like a block of ours and is not read. */
export interface UnreadBlock {
  /** The language where it can be corrected, else the opening line. */
  readonly span: Span;
  /** Why it is not read: a clause. */
  readonly reason: string;
  /** What to write in place of the span; `''` where no word alone makes a block of it. */
  readonly near: string;
}

/** In the order of the text. `blocks` are those that are read. */
export function unreadBlocks(text: string, blocks: readonly Block[]): readonly UnreadBlock[] {
  const isRead = ({ start, end }: Lookalike): boolean =>
    blocks.some(
      ({ region }) =>
        (region.start >= end &&
          /^[^\r\n]*(?:\r\n|\r|\n)?[ \t>]*$/.test(text.slice(end, region.start))) ||
        (region.start <= start && end <= region.end),
    );
  const candidates = lookalikesIn(text).filter((candidate) => !isRead(candidate));
  if (candidates.length === 0) return [];
  const containers = containersOf(text);
  return candidates
    .flatMap((candidate) => {
      const around = containers.findLast(
        ({ start, end }) => start <= candidate.start && candidate.end <= end,
      );
      const told = toldOf(candidate, around, text);
      return told === null ? [] : [told];
    })
    .sort((left, right) => left.span.start - right.span.start);
}

interface Container extends Span {
  readonly kind: 'fence' | 'indented' | 'html' | 'front matter';
}

/** What holds text that is not read as Markdown, with its own opening. */
function containersOf(text: string): readonly Container[] {
  const kinds: Readonly<Record<string, Container['kind']>> = {
    codeFenced: 'fence',
    codeIndented: 'indented',
    htmlFlow: 'html',
    yaml: 'front matter',
    toml: 'front matter',
  };
  const skipped = text.startsWith('\ufeff') ? 1 : 0;
  const document = parse({ extensions: [frontmatter(['yaml', 'toml'])] }).document();
  const events = postprocess(document.write(preprocess()(text.slice(skipped), undefined, true)));
  return events.flatMap(([event, token]) => {
    const kind = kinds[token.type];
    if (event !== 'enter' || kind === undefined) return [];
    return [{ kind, start: token.start.offset + skipped, end: token.end.offset + skipped }];
  });
}

function toldOf(
  candidate: Lookalike,
  around: Container | undefined,
  text: string,
): UnreadBlock | null {
  const line = { start: candidate.start, end: candidate.end };
  const told = (reason: string): UnreadBlock => ({ span: line, reason, near: '' });
  switch (around?.kind) {
    case 'front matter':
      return null;
    case 'html':
      if (text.startsWith('<!--', around.start)) return null;
      return candidate.is === 'tag'
        ? told('it is a tag of HTML and no fence')
        : told('it stands in HTML, which ends at a blank line');
    case 'indented':
      return candidate.is === 'tag'
        ? null
        : told('it is indented by four blanks or more, which makes it code to be shown');
    case 'fence':
      if (around.start === candidate.start) break;
      return swallowed(candidate, around, text);
    default:
      if (candidate.is === 'tag') return told('it is a tag of HTML and no fence');
  }
  return ownFault(candidate, text);
}

/** A fence inside one that is no longer than it: the one before was not closed. */
function swallowed(candidate: Lookalike, around: Container, text: string): UnreadBlock | null {
  const outer = /^(`+|~+)/.exec(text.slice(around.start))?.[1] ?? '';
  if (candidate.is === 'tag' || candidate.fence[0] !== outer[0]) return null;
  if (candidate.fence.length < outer.length) return null;
  const line = text.slice(0, around.start).split(/\r\n|\r|\n/).length;
  return {
    span: { start: candidate.start, end: candidate.end },
    reason: `the fence that opens at line ${line} is not closed before it`,
    near: '',
  };
}

function ownFault({ start, end, fence, word, is }: Lookalike, text: string): UnreadBlock {
  const written = `\`${text.slice(word.start, word.end)}\``;
  const told = (reason: string): UnreadBlock => ({ span: { start, end }, reason, near: '' });
  if (fence.startsWith(':')) return told('it is a div and no fence of backticks');
  if (fence.length < 3) return told('a fence has three backticks or more');
  switch (is) {
    case 'near name':
      return { span: word, reason: `its language is ${written}`, near: 'sequitur' };
    case 'later class':
      return told(`the language of a block is its first class, and ${written} comes later`);
    case 'attribute':
      return told(`${written} is an attribute of it and not its language`);
    case 'directive':
      return told(`it is a directive, and ${written} is its argument`);
    case 'name':
    case 'tag':
      return told('its text has to begin on the next line, and no backtick may stand behind it');
  }
}
