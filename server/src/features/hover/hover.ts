/**
 * What the word under the cursor means, short first. Answers are Markdown of about eight lines; one
 * file beside this says each kind.
 */
import type { Span } from '../../syntax/tree.ts';
import type { View } from '../document-view.ts';
import { type Place, placeAt } from '../node-at.ts';
import { hoverCitation } from './citation.ts';
import {
  hoverAttribute,
  hoverCode,
  hoverKeyword,
  hoverPopulation,
  hoverSequence,
  hoverSetting,
  hoverSource,
  hoverValue,
} from './names.ts';
import { hoverArrow, hoverGrade, hoverTreatment } from './step.ts';

/** Markdown about some words. */
export interface Hover {
  /** The words it is about. */
  readonly span: Span;
  readonly markdown: string;
}

/** `null` where there is nothing to say: white space, comments, free text. */
export function hover(view: View, offset: number): Hover | null {
  const place = placeAt(view.source, offset);
  if (place === null) return null;
  const markdown = textFor(view, place);
  return markdown === null || markdown === ''
    ? null
    : { span: { start: place.start, end: place.end }, markdown };
}

function textFor(view: View, place: Place): string | null {
  switch (place.kind) {
    case 'treatment':
      return hoverTreatment(view, place);
    case 'arrow':
      return hoverArrow(view, place.node);
    case 'grade':
      return hoverGrade(view, place);
    case 'citation':
      return hoverCitation(view, place.key, place.owner);
    case 'attribute':
      return hoverAttribute(view, place.criterion);
    case 'value':
      return hoverValue(view, place.criterion, place.value);
    case 'population':
      return hoverPopulation(view, place.word);
    case 'sequence':
      return hoverSequence(view, place.word);
    case 'code':
      return hoverCode(view, place.word);
    case 'source':
      return hoverSource(view, place.word);
    case 'setting':
      return hoverSetting(view, place.directive, place.text);
    case 'trigger':
    case 'outcome':
      return hoverKeyword(place.word.text);
    case 'keyword':
      return hoverKeyword(place.text);
    case 'file':
      return null;
  }
}
