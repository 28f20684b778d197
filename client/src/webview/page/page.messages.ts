/** What a panel with a page of the server and its script say to each other. */
import type { PanelAnswer } from '../../../../server/src/features/panel/panel-page.ts';

export type ToPage =
  /** `state` is kept by the editor, so that the page is asked for again after a restart. */
  | { readonly kind: 'page'; readonly answer: PanelAnswer; readonly state: unknown }
  | { readonly kind: 'failure'; readonly message: string };

export type ToPanel =
  | { readonly kind: 'ready' }
  /** A line of the document, from 0. */
  | { readonly kind: 'line'; readonly line: number }
  | { readonly kind: 'study'; readonly key: string };
