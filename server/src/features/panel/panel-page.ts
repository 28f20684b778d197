/**
 * What an editor shows in a panel: HTML without a script, and its style. Everything that a document
 * says is escaped in it.
 */
export interface PanelPage {
  readonly title: string;
  /** What stands inside of the body. */
  readonly html: string;
  readonly style: string;
}
/** A page, or why there is none and what to do. */
export type PanelAnswer = PanelPage | { readonly problem: string };
