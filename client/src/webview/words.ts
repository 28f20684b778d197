/** `{0} after {1}` with its places filled, as `vscode.l10n.t` does outside of a page. */
export const filled = (template: string, ...values: readonly string[]): string =>
  template.replace(/\{(\d+)\}/g, (place, index) => values[Number(index)] ?? place);
